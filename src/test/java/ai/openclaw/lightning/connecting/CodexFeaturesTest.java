package ai.openclaw.lightning.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import org.junit.jupiter.api.Test;

class CodexFeaturesTest {

    @Test
    void enabled_whateverIsThere_onlyTheSwitchChanges() {
        assertThat(CodexFeatures.enabled("")).isEqualTo("[features]\nhooks = true\n");
        assertThat(CodexFeatures.enabled("model = \"m\" # mine"))
                .isEqualTo("model = \"m\" # mine\n\n[features]\nhooks = true\n");
        assertThat(CodexFeatures.enabled("[features] # mine\nweb = true\n[otel]\nhooks = false\n"))
                .isEqualTo("[features] # mine\nhooks = true\nweb = true\n[otel]\nhooks = false\n");
        assertThat(CodexFeatures.enabled("[features]\nhooks = false # no\n"))
                .isEqualTo("[features]\nhooks = true # no\n");
        assertThat(CodexFeatures.enabled("[features]\nhooks = true\n")).isEqualTo("[features]\nhooks = true\n");
    }

    @Test
    void enabled_inAnotherForm_isLeftToThePerson() {
        assertThatThrownBy(() -> CodexFeatures.enabled("features = { web = true }\n"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> CodexFeatures.enabled("features.web = true\n")).isInstanceOf(ConfigException.class);
    }
}
