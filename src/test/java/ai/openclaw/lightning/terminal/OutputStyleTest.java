package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal, a pipe and the environment ask for. */
class OutputStyleTest {

    @Test
    void look_noColorDumbOrPiped_noColours() {
        assertThat(OutputStyle.of("80", Map.of()).colour()).isTrue();
        assertThat(OutputStyle.of("80", Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(OutputStyle.of("80", Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(OutputStyle.of(null, Map.of())).isEqualTo(OutputStyle.PLAIN);
        assertThat(OutputStyle.of("0", Map.of()).columns()).isEqualTo(80);
    }

    @Test
    void columns_exported_obeyedOnTerminalsAndInPipes() {
        assertThat(OutputStyle.of("120", Map.of("COLUMNS", "90")).columns()).isEqualTo(90);
        assertThat(OutputStyle.of("0", Map.of("COLUMNS", "90")).columns()).isEqualTo(90);
        assertThat(OutputStyle.of(null, Map.of("COLUMNS", "90"))).isEqualTo(new OutputStyle(false, false, 90));
        assertThat(OutputStyle.of("120", Map.of("COLUMNS", "wide")).columns()).isEqualTo(120);
        assertThat(OutputStyle.of("20", Map.of()).columns()).isEqualTo(60);
    }
}
