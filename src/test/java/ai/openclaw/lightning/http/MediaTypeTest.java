package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is not JSON is refused by its media type, and nothing is stored. */
class MediaTypeTest {

    private static final String GOOD_BODY = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    @AutoClose
    private static final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void nothingIsStored() {
        assertThat(server.writer.stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: application/jsonp\r\n",
                "Content-Type: application/json; charset=iso-8859-1\r\n",
                "Content-Type: \r\n",
                "",
                "Content-Type: application/json\r\nContent-Encoding: br\r\n",
                "Content-Type: application/json\r\nContent-Encoding: gzip, gzip\r\n",
            })
    void mediaType_notJson_is415(String headers) throws IOException {
        String length = "Content-Length: " + GOOD_BODY.length() + "\r\n";
        for (String path : new String[] {"/tool/trace", "/v1/events", "/optimize/run"}) {
            assertProblem(
                    server.send(server.head("POST", path, headers + length) + GOOD_BODY),
                    415,
                    "Unsupported Media Type");
        }
    }

    @Test
    void mediaType_wrongAndBodyTooLarge_is415() throws IOException {
        assertThat(server.send(server.head(
                                "POST", "/tool/trace", "Content-Type: text/html\r\nContent-Length: 99999999\r\n"))
                        .status())
                .isEqualTo(415);
    }
}
