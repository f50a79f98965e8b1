package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigEditTest {

    private static final String KEY = "0123456789abcdef0123";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "// nothing but a comment\n",
                "{}",
                "{ \"retention\": { \"days\": 7 } }",
                "{ \"bridge\": {} }",
                "{ // why\n  \"bridge\": {\n    /* mine */ \"port\": 9000, // kept\n  },\n}",
                "{\"bridge.api_key\": \"the-old-key-of-16\", // key\n \"retention\": {\"days\": 7}}",
                "{\"bridge\":{\"api_key\":\"the-old-key-of-16\",\"port\":9000}}",
                "{\"retention\":{\"days\":7},\"bridge\":{\"port\":9000,\"api_key\": \"with-\\\"-quote-123456\" //"
                        + " key\n"
                        + "}}"
            })
    void set_anyFile_onlyTheKeyChanges(String before) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), before);
        ConfigLoader.Loaded old = loaded(file);

        ConfigEdit.set(file, BridgeSection.API_KEY, '"' + KEY + '"');

        ConfigLoader.Loaded now = loaded(file);
        assertThat(now.config().get(BridgeSection.API_KEY).reveal()).isEqualTo(KEY);
        assertThat(Settings.ALL)
                .filteredOn(setting -> !setting.equals(BridgeSection.API_KEY))
                .allSatisfy(setting -> assertThat((Object) now.config().get(setting))
                        .isEqualTo(old.config().get(setting)));
        assertThat(Files.readString(file)).doesNotContain("the-old-key", "quote-123456");
        for (String comment : new String[] {"// why", "/* mine */", "// kept", "// key", "// nothing but"}) {
            assertThat(Files.readString(file).contains(comment)).isEqualTo(before.contains(comment));
        }
    }

    @Test
    void set_noFile_madeForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("config.json");

        ConfigEdit.set(file, BridgeSection.API_KEY, '"' + KEY + '"');

        assertThat(loaded(file).config().get(BridgeSection.API_KEY).reveal()).isEqualTo(KEY);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void set_brokenFile_refusedAndLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"bridge\": ");

        assertThatThrownBy(() -> ConfigEdit.set(file, BridgeSection.API_KEY, '"' + KEY + '"'))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not JSON");
        assertThat(file).hasContent("{\"bridge\": ");
    }

    private static ConfigLoader.Loaded loaded(Path file) {
        return ConfigLoader.load(file, Map.of(), Map.of());
    }
}
