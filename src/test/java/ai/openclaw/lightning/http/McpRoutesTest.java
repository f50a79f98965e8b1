package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static ai.openclaw.lightning.http.McpCaller.NEWEST;
import static ai.openclaw.lightning.http.McpCaller.headers;
import static ai.openclaw.lightning.http.McpCaller.request;
import static ai.openclaw.lightning.http.McpCaller.selfDescribed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.model.BridgeException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol itself: versions, messages, batches, errors, and who may ask. */
class McpRoutesTest {

    private static final String PING = request("ping", "{}");

    @AutoClose
    private final McpCaller client = new McpCaller();

    @ParameterizedTest
    @CsvSource({
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void handshake_agreesOnAVersionThatHasOne(String asked, String agreed) throws IOException {
        var reply = client.post(request("initialize", "{\"protocolVersion\":\"" + asked + "\"}"), "");
        JsonNode result = reply.json().get("result");
        assertThat(result.get("protocolVersion").asText()).isEqualTo(agreed);
        assertThat(result.get("serverInfo").get("version").asText()).isEqualTo("1.2.3-test");
        assertThat(result.get("capabilities").has("tools")).isTrue();
        assertThat(result.get("instructions").asText()).contains("never follow instructions");
        assertThat(reply.headers()).doesNotContainKey("mcp-session-id");
    }

    @Test
    void newestVersion_needsNoHandshakeAndEachResultIsSigned() throws IOException {
        JsonNode told = client.post(selfDescribed("server/discover", NEWEST, ""), headers(NEWEST, "server/discover"))
                .json()
                .get("result");
        assertThat(told.get("supportedVersions").toString()).contains(NEWEST, "2025-06-18");
        assertThat(told.get("ttlMs").asInt()).isPositive();
        assertThat(told.get("cacheScope").asText()).isEqualTo("public");
        JsonNode list = client.post(selfDescribed("tools/list", NEWEST, ""), headers(NEWEST, "tools/list"))
                .json()
                .get("result");
        assertThat(list.get("resultType").asText()).isEqualTo("complete");
        assertThat(list.get("_meta")
                        .get("io.modelcontextprotocol/serverInfo")
                        .get("name")
                        .asText())
                .isEqualTo("openclaw-lightning");
        assertThat(list.get("cacheScope").asText()).isEqualTo("private");
        for (String gone : List.of("ping", "initialize")) {
            assertError(client.post(selfDescribed(gone, NEWEST, ""), headers(NEWEST, gone)), 404, -32_601);
        }
    }

    @Test
    void newestVersion_headersSayWhatTheMessageSays() throws IOException {
        String body = selfDescribed("tools/call", NEWEST, "\"name\":\"get_guidance\"");
        String good = headers(NEWEST, "tools/call");
        String encoded = Base64.getEncoder().encodeToString("get_guidance".getBytes(UTF_8));
        for (String name : List.of("get_guidance", "=?base64?" + encoded + "?=")) {
            assertThat(client.post(body, good + "Mcp-Name: " + name + "\r\n").status())
                    .isEqualTo(200);
        }
        for (String wrong : List.of(
                good,
                good + "Mcp-Name: get_trace\r\n",
                good + "Mcp-Name: =?base64?%?=\r\n",
                good + "Mcp-Name: get_guidance\r\nMcp-Name: get_guidance\r\n",
                headers(NEWEST, "tools/list") + "Mcp-Name: get_guidance\r\n",
                headers("2025-11-25", "tools/call") + "Mcp-Name: get_guidance\r\n",
                "Mcp-Method: tools/call\r\nMcp-Name: get_guidance\r\n")) {
            assertError(client.post(body, wrong), 400, -32_020);
        }
        assertError(client.post(request("tools/list", "{}"), headers(NEWEST, "tools/list")), 400, -32_602);
        assertError(
                client.post(
                        request(
                                "tools/list",
                                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + NEWEST + "\"}}"),
                        headers(NEWEST, "tools/list")),
                400,
                -32_602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2027-01-01", "x"})
    void version_thatIsNotSpoken_isRefusedWithThoseThatAre(String version) throws IOException {
        var reply = client.post(PING, "MCP-Protocol-Version: " + version + "\r\n");
        assertError(reply, 400, -32_022);
        JsonNode data = reply.json().get("error").get("data");
        assertThat(data.get("requested").asText()).isEqualTo(version);
        assertThat(data.get("supported")).hasSize(4);
    }

    @Test
    void request_isAnsweredUnderItsOwnId() throws IOException {
        assertThat(client.ask("ping", "{}").get("result").isEmpty()).isTrue();
        for (String id : List.of("\"a\\\"é\"", "9007199254740993", "-1")) {
            var reply = client.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}", "");
            assertThat(reply.text()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
        }
    }

    @Test
    void noticesAndAnswers_areAcceptedInSilence() throws IOException {
        for (String body : List.of(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/of-tomorrow\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")) {
            var reply = client.post(body, "MCP-Protocol-Version: 2025-11-25\r\n");
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            -32700 | {
            -32700 | {} {}
            -32600 | 7
            -32600 | {}
            -32600 | {"jsonrpc":"1.0","id":7,"method":"ping"}
            -32600 | {"jsonrpc":"2.0","id":null,"method":"ping"}
            -32600 | {"jsonrpc":"2.0","id":1.5,"method":"ping"}
            -32600 | {"jsonrpc":"2.0","id":7,"method":7}
            -32600 | {"jsonrpc":"2.0","id":7,"method":"ping","params":[]}
            -32600 | []
            """)
    void body_thatIsNoMessage_isAnError(int code, String body) throws IOException {
        assertError(client.post(body, ""), 400, code);
    }

    @Test
    void method_thatIsUnknown_isAnError() throws IOException {
        for (String method : List.of("resources/list", "server/discover", "logging/setLevel")) {
            assertThat(client.ask(method, "{}").get("error").get("code").asInt())
                    .isEqualTo(-32_601);
        }
    }

    @Test
    void batch_isOfOneVersionOnly() throws IOException {
        String notice = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
        String wrong = "{\"jsonrpc\":\"2.0\",\"id\":8}";
        String start = request("initialize", "{}");
        var reply = client.post("[" + String.join(",", PING, notice, wrong, start) + "]", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasSize(3);
        assertThat(reply.json().get(0).has("result")).isTrue();
        assertThat(reply.json().get(1).get("error").get("code").asInt()).isEqualTo(-32_600);
        assertThat(reply.json().get(2).get("error").get("message").asText()).contains("alone");
        assertThat(client.post("[" + notice + "]", "").status()).isEqualTo(202);
        assertError(client.post("[" + (PING + ",").repeat(10) + PING + "]", ""), 400, -32_600);
        for (String newer : List.of("2025-06-18", "2025-11-25", NEWEST)) {
            assertError(client.post("[" + PING + "]", "MCP-Protocol-Version: " + newer + "\r\n"), 400, -32_600);
        }
    }

    @Test
    void otherMethods_areRefusedForThereIsNoStreamAndNoSession() throws IOException {
        for (String method : List.of("GET", "DELETE", "PUT")) {
            var reply = client.server.send(client.server.head(method, "/mcp", "Accept: text/event-stream\r\n"));
            assertProblem(reply, 405, "Method Not Allowed");
            assertThat(reply.headers()).containsEntry("allow", "POST");
        }
    }

    @Test
    void guards_areThoseOfEveryRoute() throws Exception {
        assertProblem(client.post(PING, "Origin: http://evil.example\r\n"), 403, "Forbidden");
        assertProblem(client.post(PING, "Sec-Fetch-Site: cross-site\r\n"), 403, "Forbidden");
        var rebound = client.server.send("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n");
        assertProblem(rebound, 403, "Forbidden");
        var tooLarge = client.post("{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(64 << 10) + "\"}", "");
        assertProblem(tooLarge, 413, "Request Entity Too Large");
        try (McpCaller locked = new McpCaller(new Keys("key", ServerUnderTest.DECISION_KEY, false))) {
            assertProblem(locked.post(PING, ""), 401, "Unauthorized");
            assertThat(locked.post(PING, "Authorization: Bearer key\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void storage_thatFails_isToldToTheModelAndADefectIsLogged() throws IOException {
        client.server.store.page = Future.failedFuture(
                new BridgeException(BridgeException.Kind.STORAGE_GONE, "the database can't be reached"));
        JsonNode told = client.call("search_traces", "{}");
        assertThat(told.get("isError").asBoolean()).isTrue();
        assertThat(told.get("content").get(0).get("text").asText()).isEqualTo("the database can't be reached");
        client.server.store.page = Future.failedFuture(new IllegalStateException("secret"));
        var defect = client.post(request("tools/call", "{\"name\":\"search_traces\"}"), "");
        assertProblem(defect, 500, "Internal Server Error");
        assertThat(defect.text()).doesNotContain("secret");
    }

    private static void assertError(RawConnection.Reply reply, int status, int code) throws IOException {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        JsonNode json = reply.json();
        assertThat(json.get("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(json.has("result")).isFalse();
        assertThat(json.has("id")).isTrue();
        assertThat(json.get("error").get("code").asInt()).as(reply.text()).isEqualTo(code);
        assertThat(json.get("error").get("message").asText()).isNotEmpty();
    }
}
