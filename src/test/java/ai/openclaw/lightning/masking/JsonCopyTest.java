package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What copying JSON leaves as it is: text without a secret, and the place of the parser. */
class JsonCopyTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "1e400",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890",
                "-0.0",
                "1E+2",
                "null",
                "true",
                "\"\"",
                "[]",
                "{}",
                "[[],{},[{}]]",
                "{\"max_tokens\":5,\"é\":\"日本\\n\"}"
            })
    void copyMasked_noSecret_isExact(String json) throws IOException {
        assertThat(Masked.json(masker, json)).isEqualTo(json);
    }

    @Test
    void copyMasked_valueInObject_leavesParserOnLastToken() throws IOException {
        byte[] body = "{\"params\":{\"password\":{\"a\":[1]}},\"after\":[\"x\"]}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonFactory factory = new JsonFactory();
        try (JsonParser parser = factory.createParser(body);
                JsonGenerator generator = factory.createGenerator(out)) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            masker.copyMasked(parser, generator);
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("after");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"password\":\"[masked]\"}");
    }

    @Test
    void copyMasked_switchedOff_copies() throws IOException {
        Masker off = new Masker(new MaskingRules(false, List.of(), List.of()));
        String json = "{\"password\":{\"a\":1.10},\"b\":[\"--token\",\"x\"]}";
        assertThat(Masked.json(off, json)).isEqualTo(json);
    }
}
