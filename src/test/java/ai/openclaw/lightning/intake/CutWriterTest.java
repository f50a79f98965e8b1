package ai.openclaw.lightning.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutWriterTest {

    private static final int BYTES_MAX = 200;
    private static final String GRIN = "\uD83D\uDE00";

    private static Content written(String text, int chunk) {
        CutWriter writer = new CutWriter(BYTES_MAX);
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i += chunk) {
            writer.write(chars, i, Math.min(chunk, chars.length - i));
        }
        return writer.take();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void take_fits_isUnchanged(int chunk) {
        for (String text : new String[] {"", "plain", "é".repeat(100), GRIN.repeat(50), "a" + GRIN + "é€\n\"\\"}) {
            assertThat(written(text, chunk)).isEqualTo(Content.whole(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", GRIN, "\"", "\\", "\n", "\u0000", "ab" + GRIN + "\"é", "x\uD83D"})
    void take_tooLong_isJsonWithTheLongestHead(String piece) throws IOException {
        for (int count = 201; count < 220; count++) {
            String text = piece.repeat(count);
            String expected = text.replaceAll("\uD83D(?!\uDE00)", "\uFFFD");
            Content content = written(text, 7);
            assertThat(content.cut()).isTrue();
            String cut = content.text();
            assertThat(cut.getBytes(UTF_8)).hasSizeBetween(BYTES_MAX - 6, BYTES_MAX);
            JsonNode json = new ObjectMapper().readTree(cut);
            assertThat(json.get("truncated").asBoolean()).isTrue();
            assertThat(json.get("bytes").asInt()).isEqualTo(expected.getBytes(UTF_8).length);
            assertThat(expected).startsWith(json.get("head").asText());
            assertThat(json).hasSize(3);
        }
    }

    @Test
    void take_twice_startsAfresh() {
        CutWriter writer = new CutWriter(BYTES_MAX);
        char[] text = "x".repeat(1_000_000).toCharArray();
        writer.write(text, 0, text.length);
        assertThat(writer.take().text()).contains("\"bytes\":1000000");
        writer.write(text, 0, 3);
        assertThat(writer.take()).isEqualTo(Content.whole("xxx"));
    }
}
