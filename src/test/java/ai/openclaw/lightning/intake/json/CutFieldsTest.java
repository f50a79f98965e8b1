package ai.openclaw.lightning.intake.json;

import static ai.openclaw.lightning.intake.json.DecoderUnderTest.FIELD_BYTES_MAX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long fields are cut as JSON, and what was cut is marked, never guessed from its text. */
class CutFieldsTest {

    private final DecoderUnderTest decoder = new DecoderUnderTest();

    @Test
    void event_longFields_areCutAsJson() throws IOException {
        String text = "é\\n\\\"".repeat(100);
        for (Content content : List.of(
                decoder.call(",\"params\":{\"a\":\"" + text + "\"}").params(),
                decoder.call(",\"result\":\"" + text + "\"").result(),
                decoder.call(",\"error\":\"" + text + "\"").error())) {
            assertThat(content.cut()).isTrue();
            String stored = content.text();
            assertThat(stored.getBytes(UTF_8)).hasSizeBetween(FIELD_BYTES_MAX - 6, FIELD_BYTES_MAX);
            JsonNode cut = TestJson.MAPPER.readTree(stored);
            assertThat(cut.get("truncated").asBoolean()).isTrue();
        }
        // Masked first, then measured and cut.
        String secret = decoder.call(",\"error\":\"" + "sesame".repeat(100) + "\"")
                .error()
                .text();
        assertThat(secret).contains("\"bytes\":800").doesNotContain("sesame");
    }

    @Test
    void event_textsThatLookCut_staySo() {
        String object = "{\"truncated\":true,\"bytes\":5}";
        String text = object.replace("\"", "\\\"");
        var call = decoder.call(",\"error\":\"" + text + "\",\"params\":" + object + ",\"result\":\"" + text + "\"");
        assertThat(call.error()).isEqualTo(Content.whole(object));
        assertThat(call.params()).isEqualTo(Content.whole(object));
        assertThat(call.result()).isEqualTo(Content.whole("\"" + text + "\""));
    }

    @Test
    void event_fieldOfExactlyTheLimit_isNotCut() {
        assertThat(decoder.call(",\"error\":\"" + "x".repeat(FIELD_BYTES_MAX) + "\"")
                        .error())
                .isEqualTo(Content.whole("x".repeat(FIELD_BYTES_MAX)));
        assertThat(decoder.call(",\"result\":\"" + "x".repeat(FIELD_BYTES_MAX - 2) + "\"")
                        .result())
                .isEqualTo(Content.whole("\"" + "x".repeat(FIELD_BYTES_MAX - 2) + "\""));
    }
}
