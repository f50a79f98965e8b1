package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.setting.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionKeyTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void locate() {
        home = new Home(folder);
    }

    @Test
    void of_noFile_isNone() {
        assertThat(DecisionKey.of(home)).isEqualTo(Secret.NONE);
    }

    @Test
    void ofOrNew_firstTime_makesOneThatStays() throws IOException {
        Secret key = DecisionKey.ofOrNew(home);
        assertThat(key.reveal()).matches("[A-Za-z0-9_-]{43}");
        assertThat(DecisionKey.ofOrNew(home)).isEqualTo(key);
        assertThat(DecisionKey.of(home)).isEqualTo(key);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("decision.key"));
        assertThat(folder.toFile().list()).as("nothing of its making is left").hasSize(1);
    }

    @Test
    void renew_whateverWasThere_isAnother() throws IOException {
        Secret first = DecisionKey.renew(home);
        Secret second = DecisionKey.renew(home);
        assertThat(second).isNotEqualTo(first);
        assertThat(DecisionKey.of(home)).isEqualTo(second);
    }
}
