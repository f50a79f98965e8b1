package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Speaks the Model Context Protocol as a client does, and can be wrong as no client is. */
final class McpCaller implements AutoCloseable {

    static final String NEWEST = "2026-07-28";

    final ServerUnderTest server;

    /** Nobody may decide without the key for that. */
    McpCaller() {
        this(new Keys(null, ServerUnderTest.DECISION_KEY, false));
    }

    McpCaller(Keys keys) {
        server = new ServerUnderTest(usual ->
                new HttpSettings(usual.host(), 0, usual.allowedHosts(), keys, null, usual.limits(), usual.timeouts()));
        server.guidance = Samples.GUIDANCE;
        server.optimizer = Samples.OPTIMIZER;
        server.store.details.put(Samples.TRACE.traceId(), Samples.DETAIL);
    }

    /** @param headers each ending in CRLF */
    RawConnection.Reply post(String body, String headers) throws IOException {
        return server.post("/mcp", body.getBytes(UTF_8), headers);
    }

    /** A request of a version with a handshake; the answer is a result or an error. */
    JsonNode ask(String method, String params) throws IOException {
        var reply = post(request(method, params), "MCP-Protocol-Version: 2025-06-18\r\n");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        JsonNode json = reply.json();
        assertThat(json.get("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(json.get("id").asInt()).isEqualTo(7);
        return json;
    }

    /** What a tool answered, maybe that it failed. */
    JsonNode call(String tool, String arguments) throws IOException {
        return ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .get("result");
    }

    /** The words of a tool's answer. */
    String words(String tool, String arguments) throws IOException {
        return call(tool, arguments).get("content").get(0).get("text").asText();
    }

    static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /** The result, which is as the tool's own schema says. */
    JsonNode checked(String tool, String arguments) throws IOException {
        JsonNode result = call(tool, arguments);
        assertThat(result.get("isError").asBoolean()).as(result.toString()).isFalse();
        for (JsonNode one : ask("tools/list", "{}").get("result").get("tools")) {
            if (one.get("name").asText().equals(tool)) {
                assertThat(schemaErrors(
                                one.get("outputSchema").toString(),
                                result.get("structuredContent").toString()))
                        .isEmpty();
                return result;
            }
        }
        throw new AssertionError("not listed: " + tool);
    }

    static List<String> schemaErrors(String schema, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** A request that describes itself, as since the newest version; {@code params} without their braces. */
    static String selfDescribed(String method, String version, String params) {
        return request(
                method,
                "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + version
                        + "\",\"io.modelcontextprotocol/clientCapabilities\":{}}" + (params.isEmpty() ? "" : ",")
                        + params + "}");
    }

    static String headers(String version, String method) {
        return "MCP-Protocol-Version: " + version + "\r\nMcp-Method: " + method + "\r\n";
    }

    @Override
    public void close() throws TimeoutException {
        server.close();
    }
}
