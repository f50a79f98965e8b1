package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong route or method is refused, and nothing is stored. */
class RoutingTest {

    private static final String GOOD_BODY = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";

    @AutoClose
    private static final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void nothingIsStored() {
        assertThat(server.writer.stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /tool/trace                      | POST
            HEAD    | /session/start                   | POST
            DELETE  | /v1/events                       | POST
            POST    | /health                          | GET, HEAD
            PUT     | /traces                          | GET, HEAD
            OPTIONS | /stats                           | GET, HEAD
            PATCH   | /traces/abc                      | GET, HEAD
            GET     | /optimize/suggestions/7/accept   | POST
            BREW    | /optimize/run                    | POST
            """)
    void method_wrong_is405WithAllow(String method, String path, String allowed) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head(method, path, ""));
            var reply = connection.receive(!method.equals("HEAD"));
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.headers()).containsEntry("allow", allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page",
                "/nowhere",
                "/tool/trace/",
                "/Tool/trace",
                "/traces/",
                "/traces/a/b",
                "/optimize/suggestions//accept",
                "/optimize/suggestions/a/b/accept",
                "/../health",
                "/v1//events",
            })
    void route_unknown_is404(String path) throws IOException {
        assertProblem(server.get(path), 404, "Not Found");
        assertProblem(server.post(path, GOOD_BODY), 404, "Not Found");
    }
}
