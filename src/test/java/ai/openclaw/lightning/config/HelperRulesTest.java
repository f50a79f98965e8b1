package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a helper may be, and how its key travels. */
final class HelperRulesTest {

    private static Config config(String url, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("helper.url", url, "helper.model", "m"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return Config.of(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:11434/v1", "http://localhost:1/v1", "http://[::1]:1/v1"})
    void url_onThisMachine_isFine(String url) {
        assertThatCode(() -> config(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1",
                "http://127.0.0.1.example.com/v1",
                "http://localhost.example.com/v1",
                "http://192.168.0.7:11434/v1",
                "http://0.0.0.0:1/v1"
            })
    void url_onAnotherMachine_mustBeIntended(String url) {
        assertThatThrownBy(() -> config(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("helper.remote");
        assertThatCode(() -> config(url, "helper.remote", "true")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:pass@127.0.0.1/v1, helper.remote, false, helper.url",
        "http:///v1, helper.remote, false, helper.url",
        "http://127.0.0.1/v1, helper.model, '', helper.model",
        "http://127.0.0.1/v1, masking.enabled, false, ''"
    })
    void settings_thatContradict_areRefused(String url, String key, String value, String named) {
        if (named.isEmpty()) {
            assertThatCode(() -> config(url, key, value)).doesNotThrowAnyException();
            assertThatThrownBy(() -> config(url, key, value, "helper.excerpts", "true"))
                    .hasMessageContaining("helper.excerpts");
        } else {
            assertThatThrownBy(() -> config(url, key, value)).hasMessageStartingWith(named);
        }
    }

    @Test
    void key_goesToAnotherMachine_byHttpsOnly() {
        assertThatThrownBy(() -> config("http://10.0.0.1/v1", "helper.remote", "true", "helper.key_file", "helper.key"))
                .hasMessageContaining("helper.key_file");
        assertThatCode(() -> config("https://10.0.0.1/v1", "helper.remote", "true", "helper.key_file", "helper.key"))
                .doesNotThrowAnyException();
        assertThatCode(() -> config("http://127.0.0.1/v1", "helper.key_file", "helper.key"))
                .doesNotThrowAnyException();
    }
}
