package ai.openclaw.lightning.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodexFeaturesTest {

    @Test
    void enabled_whateverIsThere_onlyTheSwitchChanges() {
        assertThat(CodexFeatures.enabled("")).isEqualTo("[features]\nhooks = true # set by lightning connect\n");
        assertThat(CodexFeatures.enabled("model = \"m\" # mine"))
                .isEqualTo("model = \"m\" # mine\n\n[features]\nhooks = true # set by lightning connect\n");
        assertThat(CodexFeatures.enabled("[features] # mine\nweb = true\n[otel]\nhooks = false\n"))
                .isEqualTo(
                        "[features] # mine\nhooks = true # set by lightning connect\nweb = true\n[otel]\nhooks = false\n");
        assertThat(CodexFeatures.enabled("[features]\nhooks = false # no\n"))
                .isEqualTo("[features]\nhooks = true # set by lightning connect, was false # no\n");
        assertThat(CodexFeatures.enabled("[features]\nhooks = true\n")).isEqualTo("[features]\nhooks = true\n");
    }

    @Test
    void enabled_inAnotherForm_isLeftToThePerson() {
        assertThatThrownBy(() -> CodexFeatures.enabled("features = { web = true }\n"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> CodexFeatures.enabled("features.web = true\n")).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model = \"m\" # mine\n",
                "[features] # mine\nweb = true\n[otel]\nhooks = false\n",
                "[features]\nweb = true\n",
                "[features]\nhooks = false # no\n",
                "[features]\nhooks = true\n",
                "model = \"m\"\n\n[otel]\na = 1\n"
            })
    void restored_afterEnabled_isWhatItWas(String toml) {
        String enabled = CodexFeatures.enabled(toml);
        assertThat(CodexFeatures.enabled(enabled)).as("again").isEqualTo(enabled);
        assertThat(CodexFeatures.restored(enabled)).isEqualTo(toml);
    }

    /** What somebody wrote below the switch since stays, and its table too. */
    @Test
    void restored_tableThatHasMoreNow_keepsIt() {
        String later = CodexFeatures.enabled("model = \"m\"\n") + "web = true\n";
        assertThat(CodexFeatures.restored(later)).isEqualTo("model = \"m\"\n\n[features]\nweb = true\n");
    }
}
