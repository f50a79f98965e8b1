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

/** Fields that another bridge has cut, and says so. */
class MarkedFieldsTest {

    private final DecoderUnderTest decoder = new DecoderUnderTest();

    /** What an export says of traces that a bridge cut, whatever the order of the fields. */
    @Test
    void event_markedFields_areCutFields() {
        String object = "{\"truncated\":true,\"bytes\":99999,\"head\":\"say sesame \\\"\\u0001\"}";
        Content cut = new Content(object.replace("sesame", "[masked]"), true);
        for (String fields : List.of(
                ",\"error_cut\":true,\"error\":" + object + ",\"params_cut\":true,\"params\":" + object,
                ",\"error\":" + object + ",\"error_cut\":true,\"params\":" + object + ",\"params_cut\":true")) {
            assertThat(decoder.call(fields).error()).isEqualTo(cut);
            assertThat(decoder.call(fields).params()).isEqualTo(cut);
        }
        assertThat(decoder.call(",\"params_cut\":false,\"params\":" + object)
                        .params()
                        .cut())
                .isFalse();
        assertThat(decoder.call(",\"params_cut\":true").params()).isNull();
    }

    /** Another bridge may keep more of a field than this one. */
    @Test
    void event_markedFieldsOfAnotherLimit_keepTheLengthOfTheWhole() throws IOException {
        for (String letter : List.of("x", "\\\"", "\\\\", "\\u0001", "é", "\uD83D\uDE00")) {
            for (int shift = 0; shift < 8; shift++) {
                String object = "{\"truncated\":true,\"bytes\":99999,\"head\":\"" + "y".repeat(shift)
                        + letter.repeat(400) + "\"}";
                var call = decoder.call(
                        ",\"error_cut\":true,\"error\":" + object + ",\"params\":" + object + ",\"params_cut\":true");
                String head = TestJson.MAPPER.readTree(object).get("head").asText();
                for (Content content : List.of(call.error(), call.params())) {
                    assertThat(content.cut()).isTrue();
                    assertThat(content.text().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(FIELD_BYTES_MAX);
                    JsonNode cut = TestJson.MAPPER.readTree(content.text());
                    assertThat(cut.get("bytes").asInt()).isEqualTo(99_999);
                    assertThat(head).startsWith(cut.get("head").asText());
                    assertThat(cut.get("head").asText()).hasSizeGreaterThan(15);
                }
            }
        }
    }
}
