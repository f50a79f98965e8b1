package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.OpenFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void file_thatIsGzipByItsBeginningOnly_isRefusedAndClosed() throws IOException {
        Path file = Files.write(folder.resolve("broken.jsonl.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});

        assertThatThrownBy(() -> new SourceFile(file)).isInstanceOf(IOException.class);

        assertThat(OpenFiles.in(folder)).isEmpty();
    }

    @Test
    void gzip_thatIsCutOff_givesWhatCameBeforeAndSaysSo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("first line\n".getBytes(StandardCharsets.UTF_8));
            out.write(noise);
        }
        Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        try (SourceFile source = new SourceFile(file)) {
            StringWriter text = new StringWriter();
            source.text().transferTo(text);

            assertThat(text.toString()).startsWith("first line\n");
            assertThat(source.tear()).contains("cut off");
        }
    }
}
