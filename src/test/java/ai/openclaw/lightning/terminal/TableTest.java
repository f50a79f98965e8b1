package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final OutputStyle SIXTY = new OutputStyle(true, false, 60);

    private static final OutputStyle COLOURED = new OutputStyle(true, true, 60);

    @Test
    void lines_numbersAndWideText_aligned() {
        Table table = new Table("NAME", ">CALLS", "NOTE");
        table.row("exec", 7, "x");
        table.row("漢字", 1234, null);

        assertThat(table.lines(OutputStyle.PLAIN))
                .containsExactly("NAME  CALLS  NOTE", "exec      7  x", "漢字   1234  -");
    }

    @Test
    void lines_columnsWithoutRoom_beneathTheOthersAndWhole() {
        Table table = new Table("NAME", ">CALLS", "RULE");
        table.row("a", 12, "word ".repeat(15).strip());
        table.row("b", 3, null);

        assertThat(table.lines(SIXTY))
                .containsExactly(
                        "NAME  CALLS",
                        "    RULE",
                        "a        12",
                        "    word word word word word word word word word word word",
                        "    word word word word",
                        "b         3");
    }

    @Test
    void lines_summaryTooWide_endsWithAWholeWord() {
        Table table = new Table("NAME", "MESSAGE").withSummary();
        table.row("a", "message ".repeat(50));
        table.row("b", "字".repeat(50));

        assertThat(table.lines(SIXTY).get(1))
                .isEqualTo("a     " + "message ".repeat(6).strip() + "…");
        assertThat(table.lines(SIXTY).get(2)).isEqualTo("b     " + "字".repeat(26) + "…");
    }

    @Test
    void lines_coloured_onlyWhereWanted() {
        Table table = new Table("A");
        table.row(new Table.Cell("bad\u001b[5m", Tone.BAD));

        assertThat(table.lines(COLOURED).get(1)).isEqualTo("\u001b[31mbad\u001b[0m");
        assertThat(table.lines(OutputStyle.PLAIN).get(1)).isEqualTo("bad");
    }

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

    @Test
    void amounts_eachSize_readable() {
        assertThat(Amounts.duration(250)).isEqualTo("250 ms");
        assertThat(Amounts.duration(1_240)).isEqualTo("1.2 s");
        assertThat(Amounts.duration(34_000)).isEqualTo("34 s");
        assertThat(Amounts.duration(11_520_000)).isEqualTo("3 h 12 min");
        assertThat(Amounts.duration(354_000_000)).isEqualTo("4 d 2 h");
        assertThat(Amounts.bytes(640)).isEqualTo("640 B");
        assertThat(Amounts.bytes(3_565_158)).isEqualTo("3.4 MiB");
        assertThat(Amounts.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Amounts.count(-123_456)).isEqualTo("-123,456");
        assertThat(Amounts.count(999)).isEqualTo("999");
        assertThat(Amounts.signed(-0.5)).isEqualTo("-0.50");
        assertThat(Amounts.signed(12.3)).isEqualTo("+12");
        assertThat(Amounts.share(0.618)).isEqualTo("62 %");
        assertThat(Amounts.points(-0.031)).isEqualTo("-3.1 points");
        assertThat(Amounts.count(null)).isEqualTo("-");
        assertThat(Amounts.count(1, "trace")).isEqualTo("1 trace");
        assertThat(Amounts.count(1_234, "trace")).isEqualTo("1,234 traces");
        assertThat(Amounts.count(null, "trace")).isEqualTo("- traces");
    }
}
