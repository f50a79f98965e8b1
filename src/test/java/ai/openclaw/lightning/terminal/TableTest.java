package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
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
}
