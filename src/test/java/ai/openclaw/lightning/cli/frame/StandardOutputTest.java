package ai.openclaw.lightning.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private static final OutputStream BROKEN = new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("Daten\u00fcbergabe unterbrochen (broken pipe)");
        }
    };

    @Test
    void write_readerOfThePipeGone_endsTheCommand() {
        PrintStream out = stream(true);

        assertThatThrownBy(() -> out.println("line")).isInstanceOf(ReaderGone.class);
    }

    @Test
    void write_fullDisk_isNotedAsAnError() {
        PrintStream out = stream(false);
        out.println("line");

        assertThat(out.checkError()).isTrue();
    }

    private static PrintStream stream(boolean pipe) {
        return new PrintStream(new StandardOutput(BROKEN, () -> pipe), true, StandardCharsets.UTF_8);
    }
}
