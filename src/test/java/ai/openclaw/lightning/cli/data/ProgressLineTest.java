package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The line of long work: what it says when, and that nobody but a terminal gets it. */
class ProgressLineTest {

    private static final OutputStyle TERMINAL = new OutputStyle(true, false, 80);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(1_000_000);

    private ProgressLine line(OutputStyle style) {
        CommandContext context = new CommandContext(Map.of(), stream(out), stream(err), style);
        return new ProgressLine(context, "importing", clock::get);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** All lines that were shown, one over the other. */
    private List<String> shown() {
        return List.of(err.toString(StandardCharsets.UTF_8).split("\r"));
    }

    @Test
    void at_terminal_saysShareAtOnceAndAnEstimateLater() {
        try (ProgressLine line = line(TERMINAL)) {
            line.at(10, 100, ", 3 traces");
            assertThat(shown()).last().isEqualTo("importing 10 %, 3 traces");

            clock.addAndGet(3_000);
            line.at(25, 100, ", 8 traces");
            assertThat(shown()).last().asString().startsWith("importing 25 %, 8 traces, about 9.0 s left");

            clock.addAndGet(9_000);
            line.at(100, 100);
            assertThat(shown()).last().asString().startsWith("importing 100 %").doesNotContain("left");
        }
    }

    @Test
    void at_tooSoonAfterTheLast_isNotShown() {
        try (ProgressLine line = line(TERMINAL)) {
            line.at(1, 100);
            clock.addAndGet(100);
            line.at(2, 100);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 %").doesNotContain("2 %");
            clock.addAndGet(100);
            line.at(3, 100);
            assertThat(shown()).last().isEqualTo("importing 3 %");
        }
    }

    @Test
    void at_totalUnknown_noShareAndNoEstimate() {
        try (ProgressLine line = line(TERMINAL)) {
            clock.addAndGet(60_000);
            line.at(0, 0, ", 12 traces");

            assertThat(shown()).last().isEqualTo("importing, 12 traces");
        }
    }

    @Test
    void at_shorterThanBefore_coversWhatWasThere_closeWipesIt() {
        try (ProgressLine line = line(TERMINAL)) {
            line.at(10, 100, ", 1,234 traces");
            clock.addAndGet(300);
            line.at(20, 100);
            assertThat(shown()).last().asString().isEqualTo("importing 20 %" + " ".repeat(", 1,234 traces".length()));
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r" + " ".repeat("importing 20 %".length()) + "\r");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .as("data is not the place for it")
                .isEmpty();
    }

    @Test
    void at_longerThanTheTerminal_staysOnItsLine() {
        try (ProgressLine line = line(new OutputStyle(true, false, 60))) {
            line.at(1, 100, ", " + "many traces ".repeat(20));

            assertThat(shown())
                    .last()
                    .asString()
                    .startsWith("importing 1 %, many")
                    .hasSize(59);
        }
    }

    @Test
    void at_noTerminal_saysNothing() {
        try (ProgressLine line = line(OutputStyle.PLAIN)) {
            line.at(1, 100);
            clock.addAndGet(60_000);
            line.at(50, 100, ", 5 traces");
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
