package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,-2.50,1e3,true,null,\"x\\\"\\\\\\u00e9\\n\"],\"b\":{}}",
                "[[[[]]],\"e1\",0]",
                "\"1e999\"",
                "{\"e\":{\"E\":-0.1E-7}}"
            })
    void json_withinBounds_staysAsItIs(String json) throws IOException {
        assertThat(ImportJson.whole(json))
                .hasToString(
                        json.replace("\\u00e9", "\u00e9").replace("1e3", "1E+3").replace("-0.1E-7", "-1E-8"));
    }

    @Test
    void nesting_tooDeep_becomesItsText() throws IOException {
        JsonNode value = ImportJson.whole("[".repeat(70) + "\"q\\\"\"" + "]".repeat(70));
        for (int i = 0; i < BoundedJson.NESTING_MAX; i++) {
            value = value.get(0);
        }
        assertThat(value.textValue()).isEqualTo("[".repeat(10) + "\"q\\\"\"" + "]".repeat(10));
    }

    @Test
    void numbers_thatNoBridgeTakes_becomeText() throws IOException {
        assertThat(ImportJson.whole("[1e999," + "7".repeat(1_200) + ",1]"))
                .hasToString("[\"1e999\",\"" + "7".repeat(1_200) + "\",1]");
    }

    @Test
    void string_tooLong_isCutBetweenCharacters() throws IOException {
        String half = "x".repeat(BoundedJson.STRING_CHARS_MAX - 1);
        assertThat(ImportJson.whole("[\"" + half + "\ud83d\ude00yz\",1]").get(0).textValue())
                .isEqualTo(half + "\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "{\"a\":}", "tru", "[1]]", "\"x", "1.2.3", "{\"a\" 1}"})
    void text_thatIsNotJson_staysSo(String text) {
        assertThatThrownBy(() -> ImportJson.whole(text)).isInstanceOf(IOException.class);
    }
}
