package ai.openclaw.lightning.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTextTest {

    static Object[][] hostile() {
        return new Object[][] {
            {"a\u001b[31mred\u001b[0m b", "ared b"},
            {"\u001b]0;owned\u0007title", "title"},
            {"\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link"},
            {"\u009b2Jcleared", "cleared"},
            {"\u009d0;owned\u009cx", "x"},
            {"\u001bPq#0\u001b\\sixel", "sixel"},
            {"\u001bcreset", "reset"},
            {"never ends \u001b]0;title", "never ends 0;title"},
            {"abc\b\b\bxyz\u007f", "abcxyz"},
            {"user\u202egnp.exe\u202c", "usergnp.exe"},
            {"\u2066\u2067a\u2069\u200f\u061c", "a"},
            {"lone \ud800 half", "lone \ufffd half"},
            {"two\r\nlines\tand\u2028more", "two lines and more"},
            {"plain äöü 漢字 🙂", "plain äöü 漢字 🙂"},
            {null, ""},
        };
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void line_hostileText_onlyWhatIsRead(String text, String safe) {
        assertThat(SafeText.line(text)).isEqualTo(safe);
    }

    @Test
    void lines_severalLines_keptWithTabs() {
        assertThat(SafeText.lines("a\n\tb\u001b[1m")).isEqualTo("a\n\tb");
    }

    @Property
    void line_anyText_hasNothingThatATerminalObeys(@ForAll String text) {
        assertThat(SafeText.line(text).codePoints()).allMatch(SafeText::isSafe);
    }

    @Property
    void pretty_anyText_safeAndTheSameWhenRead(@ForAll String text) throws Exception {
        JsonNode node = JsonNodeFactory.instance.objectNode().put(text, text);

        String json = JsonText.compact(node);

        assertThat(json.codePoints().filter(point -> point < 0x10000 && !Character.isSurrogate((char) point)))
                .allMatch(SafeText::isSafe);
        if (text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff)) {
            assertThat(TestJson.MAPPER.readTree(json)).isEqualTo(node);
        }
    }
}
