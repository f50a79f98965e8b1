package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the key of a helper is kept. */
final class KeyFileTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keyFile_readableByOthersOrWithoutAKey_isRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("helper.key");
        assertThatThrownBy(() -> KeyFile.read(file, "helper.key_file")).hasMessageStartingWith("helper.key_file: ");
        Files.writeString(file, "sk-0123456789\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.read(file, "helper.key_file"))
                .hasMessageContaining("chmod 600")
                .hasMessageNotContainingAny("sk-0123456789");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyFile.read(file, "helper.key_file").reveal()).isEqualTo("sk-0123456789");
        Files.writeString(file, "two words");
        assertThatThrownBy(() -> KeyFile.read(file, "helper.key_file")).hasMessageNotContainingAny("two words");
    }
}
