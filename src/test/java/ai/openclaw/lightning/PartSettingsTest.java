package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.masking.Masker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartSettingsTest {
    private static final String KEY = "own-key-Zq0123456789";

    @TempDir
    Path folder;

    @Test
    void masking_keyOfTheBridge_isMaskedWhereverItStands() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"bridge\":{\"api_key\":\"" + KEY + "\"}}");
        Config config = ConfigLoader.load(file, Map.of(), Map.of()).config();
        Masker masker = new Masker(PartSettings.masking(config, Secret.NONE));
        assertThat(masker.maskText("$ lightning key show\n" + KEY + "\n"))
                .isEqualTo("$ lightning key show\n[masked]\n");
        assertThat(PartSettings.masking(config, Secret.NONE).toString()).doesNotContain(KEY);
    }

    @Test
    void masking_keyForDecisions_isMaskedWhereverItStands() {
        Masker masker = new Masker(PartSettings.masking(Config.defaults(), new Secret(KEY)));
        assertThat(masker.maskText("$ lightning key show --decisions\n" + KEY + "\n"))
                .isEqualTo("$ lightning key show --decisions\n[masked]\n");
    }

    @Test
    void masking_noKey_masksAsEverywhere() {
        Masker masker = new Masker(PartSettings.masking(Config.defaults(), Secret.NONE));
        assertThat(masker.maskText(KEY)).isEqualTo(KEY);
        assertThat(masker.maskText("password=hunter22")).isEqualTo("password=[masked]");
    }

    /** Whoever set it reads which setting it is, and not that something unexpected happened. */
    @Test
    void masking_rulesThatCanMatchNothing_nameTheSetting() {
        for (Map<String, String> wrong : List.of(
                Map.of("masking.extra_keys", "\u05e9\u05dc\u05d5\u05dd"), Map.of("masking.extra_patterns", "("))) {
            Config config = Config.of(wrong);
            assertThatThrownBy(() -> PartSettings.masking(config, Secret.NONE))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(wrong.keySet().iterator().next());
        }
    }
}
