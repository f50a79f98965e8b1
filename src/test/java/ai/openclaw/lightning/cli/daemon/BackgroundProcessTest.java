package ai.openclaw.lightning.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundProcessTest {

    /** Read from the batch file, so that the two can't drift apart. */
    @Test
    void withoutConsole_windows_whatTheBatchFileRuns() throws IOException {
        String batch = Files.readString(Path.of("src/main/dist/bin/lightning.bat"));
        String line = batch.lines()
                .filter(one -> one.startsWith("\"%JAVA%\""))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(line.replace("\"%JAVA%\"", "/java/bin/javaw.exe")
                .replace("%~dp0..\\", "/dist/")
                .replace("%~dp0", "/dist/bin/")
                .replace("%~f0", "/dist/bin/lightning.bat")
                .replace("%LIGHTNING_JAVA_OPTS%", "-Xmx64m")
                .replace(" %*", "")
                .replace("\"", "")
                .replace('\\', '/')
                .split(" "));

        assertThat(BackgroundProcess.withoutConsole(
                        Path.of("/dist/bin/lightning.bat"), Path.of("/java"), List.of("-Xmx64m")))
                .isEqualTo(words);
    }
}
