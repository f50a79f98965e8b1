package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ArmTools.Calls;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TracePage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.Future;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the interface says what the server does: its routes both ways, and its answers. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    private static ServerUnderTest server;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        document = new ObjectMapper(new YAMLFactory()).readTree(new File("docs/openapi.yaml"));
        server = new ServerUnderTest();
        server.guidance = Samples.GUIDANCE;
        server.optimizer = Samples.OPTIMIZER;
        server.store.details.put("known", Samples.DETAIL);
        server.store.details.put("cut", Samples.CUT_AND_ALIKE);
        server.store.sessions = new SessionPage(
                List.of(new SessionPage.Session(7, "s", null, "hello", 1, 1, 0, 0, 4, 5, 10, 20)), null);
        server.store.failures = new FailureSample(
                List.of(new Failed("t1", 5, null, null)), List.of(new Failed("t2", 9, "run", "x")), 2, true);
        server.store.tools = List.of(new ToolUse("run", 3, 1, 20L, 400L), new ToolUse("read", 1, 0, null, null));
        server.store.armTools =
                new ArmTools(2, 3, List.of(new ArmTools.Use("run", new Calls(4, 1), new Calls(5, 0))), true);
        server.store.page = Future.succeededFuture(new TracePage(List.of(Samples.TRACE), null));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        server.close();
    }

    @Test
    void paths_describedAndServed_areTheSame() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        Set<String> served = new TreeSet<>();
        server.verticle
                .routes()
                .forEach(route -> served.add(route.method() + " " + route.path().replaceAll(":(\\w+)", "{$1}")));
        assertThat(described).isEqualTo(served);
    }

    /** An unquoted comma in a short form of YAML cuts a description off and makes a key of its rest. */
    @Test
    void keys_all_haveValues() {
        assertNoNulls(document);
    }

    private static void assertNoNulls(JsonNode node) {
        node.properties()
                .forEach(entry ->
                        assertThat(entry.getValue().isNull()).as(entry.getKey()).isFalse());
        node.forEach(OpenApiTest::assertNoNulls);
    }

    @Test
    void references_all_leadSomewhere() {
        document.findValuesAsText("$ref").forEach(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @ParameterizedTest(name = "GET {0} {2} -> {1}")
    @CsvSource(
            nullValues = "",
            value = {
                "/, 200, /",
                "/page/{name}, 404, /page/unknown",
                "/health, 200, /health",
                "/stats, 200, /stats",
                "/traces, 200, /traces",
                "/traces, 400, /traces?limit=0",
                "/traces/{trace_id}, 200, /traces/known",
                "/traces/{trace_id}, 200, /traces/cut",
                "/traces/{trace_id}, 404, /traces/unknown",
                "/series, 200, /series",
                "/series, 400, /series?days=0",
                "/sessions, 200, /sessions",
                "/failures, 200, /failures",
                "/tools, 200, /tools",
                "/settings, 200, /settings",
                "/doctor, 200, /doctor",
                "/guidance, 200, /guidance",
                "/guidance/history, 200, /guidance/history",
                "/optimize/suggestions, 200, /optimize/suggestions",
                "/optimize/suggestions, 400, /optimize/suggestions?status=x",
                "/optimize/ratings, 200, /optimize/ratings",
                "/optimize/experiments, 200, /optimize/experiments",
                "/optimize/experiments/{id}, 200, /optimize/experiments/e",
                "/optimize/experiments/{id}/history, 200, /optimize/experiments/e/history",
                "/optimize/experiments/{id}/history, 404, /optimize/experiments/1/history",
                "/optimize/experiments/{id}/tools, 200, /optimize/experiments/e/tools",
                "/optimize/experiments/{id}, 404, /optimize/experiments/1",
            })
    void get_answer_isAsDescribed(String path, int status, String asked) throws IOException {
        assertDescribed("get", path, status, server.get(asked));
    }

    @ParameterizedTest(name = "POST {0} {2} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /session/start  | 200 | {"message":"hello"}
            /session/start  | 400 | {"message":7}
            /tool/trace     | 200 | {"session_key":"s","tool_name":"t"}
            /tool/trace     | 400 | {}
            /reward/emit    | 200 | {"session_key":"s","success":true}
            /reward/emit    | 200 | {"session_key":"s","tokens_used":7}
            /session/reward | 200 | {"session_key":"s","user_rating":4}
            /session/end    | 200 | {"session_key":"s"}
            /v1/events      | 200 | {"events":[{"type":"session.start"},{"type":"reward"},7]}
            /v1/events      | 400 | {"events":7}
            /hooks/claude-code | 200 | {"hook_event_name":"UserPromptSubmit","session_id":"s","prompt_id":"p","prompt":"Hi"}
            /hooks/claude-code | 200 | {"hook_event_name":"Stop","session_id":"s","prompt_id":"p"}
            /hooks/claude-code | 400 | {"hook_event_name":"Stop"}
            /hooks/codex    | 200 | {"hook_event_name":"UserPromptSubmit","session_id":"s","turn_id":"p","prompt":"Hi"}
            /hooks/codex    | 400 | {"hook_event_name":"Stop"}
            /mcp            | 200 | {"jsonrpc":"2.0","id":1,"method":"initialize"}
            /mcp            | 200 | {"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"get_guidance"}}
            /mcp            | 200 | [{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"unknown"}]
            /mcp            | 400 | {"jsonrpc":"1.0"}
            /dashboard/link | 200 | {}
            /page/key       | 400 | {}
            /page/key       | 403 | {"code":"unknown"}
            /optimize/run   | 202 | {}
            """)
    void post_answer_isAsDescribed(String path, int status, String body) throws IOException {
        assertDescribed("post", path, status, server.post(path, body));
    }

    @Test
    void health_unhealthy_isAsDescribed() throws IOException {
        server.writer.status = () -> Future.succeededFuture(StandInWriter.status("the disk is full"));
        assertDescribed("get", "/health", 503, server.get("/health"));
        server.writer.status = () -> Future.failedFuture(new IllegalStateException("broken"));
        assertDescribed("get", "/health", 503, server.get("/health"));
        assertDescribed("get", "/stats", 500, server.get("/stats"));
        server.writer.status = () -> Future.succeededFuture(StandInWriter.HEALTHY);
    }

    @Test
    void decision_unknown_isAsDescribed() throws IOException {
        for (String decision : List.of("accept", "reject", "rollback", "pause", "resume", "retire")) {
            assertDescribed(
                    "post",
                    "/optimize/suggestions/{id}/" + decision,
                    404,
                    server.post("/optimize/suggestions/1/" + decision, "{}"));
        }
    }

    @Test
    void decision_known_isAsDescribed() throws IOException {
        assertDescribed(
                "post",
                "/optimize/suggestions/{id}/accept",
                200,
                server.post("/optimize/suggestions/" + StandInWriter.KNOWN + "/accept", "{\"mode\":\"canary\"}"));
        assertDescribed(
                "post",
                "/optimize/suggestions/{id}/rollback",
                409,
                server.post("/optimize/suggestions/" + StandInWriter.KNOWN + "/rollback", "{}"));
    }

    private static void assertDescribed(String method, String path, int status, RawConnection.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        JsonNode response = resolved(
                document.get("paths").get(path).get(method).get("responses").path(String.valueOf(status)));
        assertThat(response.isMissingNode())
                .as("%s %s %s is not described", method, path, status)
                .isFalse();
        JsonNode schema = response.get("content")
                .path(reply.headers().get("content-type"))
                .path("schema");
        assertThat(schema.isMissingNode()).as("its media type is not described").isFalse();
        if (reply.headers().get("content-type").startsWith("text/")) {
            return;
        }
        assertThat(errors(schema, reply.text())).as(reply.text()).isEmpty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static List<String> errors(JsonNode schema, String json) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void errors_wrongAnswer_areFound() {
        JsonNode problem = document.at("/components/responses/Problem/content")
                .get("application/problem+json")
                .get("schema");
        assertThat(errors(problem, "{}")).isNotEmpty();
        JsonNode traced = document.at("/components/schemas/Traced");
        String good = "{\"success\":true,\"trace_id\":\"\",\"session_key\":\"\",\"session_id\":\"\",\"traced\":true,"
                + "\"tool_name\":\"\"";
        assertThat(errors(traced, good + "}")).isEmpty();
        assertThat(errors(traced, good + ",\"more\":1}")).isNotEmpty();
    }
}
