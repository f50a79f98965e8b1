package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final OutputStyle NARROW = new OutputStyle(true, true, 20);

    @Test
    void wrapped_longText_breaksAtBlanksAndIndents() {
        assertThat(Lines.wrapped("ab cd ef", 0, 5)).containsExactly("ab cd", "ef");
        assertThat(Lines.wrapped("  n  ab cd ef", 5, 10)).containsExactly("  n  ab cd", "     ef");
        assertThat(Lines.wrapped("", 0, 10)).containsExactly("");
    }

    @Test
    void wrapped_wordWiderThanTheTerminal_wholeOnItsOwnLine() {
        assertThat(Lines.wrapped("in ~/.openclaw/lightning it is", 2, 10))
                .containsExactly("in", "  ~/.openclaw/lightning", "  it is");
    }

    @Test
    void wrapped_wideLetters_countedAsTheTerminalShowsThem() {
        assertThat(Lines.wrapped("漢字 漢字 漢字", 0, 9)).containsExactly("漢字 漢字", "漢字");
    }

    @Test
    void beside_wordThatDoesNotFit_beneathTheLabel() {
        assertThat(Labelled.lines("  home      ", Tone.QUIET, "/a/b c", null, NARROW))
                .containsExactly("\u001b[2m  home      \u001b[0m/a/b c");
        assertThat(Labelled.lines("  home      ", null, "/folder/in/it here", Tone.BAD, NARROW))
                .containsExactly("  home", "    \u001b[31m/folder/in/it\u001b[0m", "    \u001b[31mhere\u001b[0m");
    }
}
