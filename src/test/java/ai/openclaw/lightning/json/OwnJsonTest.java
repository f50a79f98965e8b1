package ai.openclaw.lightning.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnJsonTest {

    /** Jackson alone refuses more than 20 million characters. */
    @Test
    void text_longerThanJacksonWouldTake_isRead() throws IOException {
        int length = 21_000_000;
        try (JsonParser parser = OwnJson.FACTORY.createParser("\"" + "x".repeat(length) + "\"")) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(parser.getTextLength()).isEqualTo(length);
        }
    }

    @Test
    void names_ofFields_areNotKeptForEver() throws IOException {
        String name = "a name that nothing else has";
        try (JsonParser parser = OwnJson.FACTORY.createParser("{\"" + name + "\":1}")) {
            parser.nextToken();

            assertThat(parser.nextFieldName()).isEqualTo(name).isNotSameAs(name);
        }
    }
}
