package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the key: who may read it, and what may stand in it. */
class DecisionKeyFileTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void locate() {
        home = new Home(folder);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ofOrNew_file_isReadableByItsOwnerOnly() throws IOException {
        DecisionKey.ofOrNew(home);
        assertThat(Files.getPosixFilePermissions(home.decisionKeyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        DecisionKey.renew(home);
        assertThat(Files.getPosixFilePermissions(home.decisionKeyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** As a power cut or an editor may leave it: no key may be short, and none may be guessed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "two words of some length", "with\u0000bytes-of-zero"})
    void ofOrNew_fileWithoutAKey_makesOne(String content) throws IOException {
        Files.writeString(home.decisionKeyFile(), content);
        assertThat(DecisionKey.of(home)).isEqualTo(Secret.NONE);
        Secret key = DecisionKey.ofOrNew(home);
        assertThat(key.isSet()).isTrue();
        assertThat(DecisionKey.of(home)).isEqualTo(key);
    }

    @Test
    void ofOrNew_keyOfAPerson_isTaken() throws IOException {
        Files.writeString(home.decisionKeyFile(), "correct-horse-battery\r\n");
        assertThat(DecisionKey.ofOrNew(home).reveal()).isEqualTo("correct-horse-battery");
    }

    @Test
    void ofOrNew_noPlaceForTheFile_fails() {
        Home nowhere = new Home(folder.resolve("missing"));
        assertThatThrownBy(() -> DecisionKey.ofOrNew(nowhere)).isInstanceOf(IOException.class);
    }
}
