package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with names: what each scope opens, and what adding and revoking one does. */
final class NamedKeysTest {

    private static final String API_KEY = "api-key-of-the-tests";
    private static final String OWNER = "X-API-Key: " + ServerUnderTest.DECISION_KEY + "\r\n";
    private static final String ID = StandInWriter.KNOWN;

    /** A request for each scope that needs it. */
    private static final Map<Scope, List<String>> REQUESTS = Map.of(
            Scope.INGEST,
            List.of("POST /tool/trace", "POST /v1/events", "POST /hooks/codex", "POST /v1/traces"),
            Scope.READ,
            List.of("GET /traces", "GET /stats", "GET /metrics", "GET /sessions", "GET /optimize/suggestions"),
            Scope.DECIDE,
            List.of("POST /optimize/run", "POST /optimize/suggestions/" + ID + "/reject"),
            Scope.ADMIN,
            List.of("GET /keys", "POST /keys", "DELETE /keys/nobody", "POST /dashboard/link"));

    private ServerUnderTest server = with(new Keys(API_KEY, ServerUnderTest.DECISION_KEY, false));

    private static ServerUnderTest with(Keys keys) {
        return new ServerUnderTest(usual ->
                new HttpSettings(usual.host(), 0, usual.allowedHosts(), keys, null, usual.limits(), usual.timeouts()));
    }

    @AfterEach
    void stop() throws TimeoutException {
        server.close();
    }

    private RawConnection.Reply send(String line, String body, String headers) throws IOException {
        String[] parts = line.split(" ");
        return server.send(server.head(
                        parts[0],
                        parts[1],
                        headers + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + body);
    }

    private RawConnection.Reply ask(String line, String key) throws IOException {
        return send(line, line.startsWith("POST") ? "{}" : "", bearer(key));
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    private RawConnection.Reply add(String name, Scope... scopes) throws IOException {
        String names =
                Stream.of(scopes).map(scope -> '"' + scope.jsonName() + '"').collect(Collectors.joining(",", "[", "]"));
        return send("POST /keys", "{\"name\":\"" + name + "\",\"scopes\":" + names + "}", OWNER);
    }

    private String added(String name, Scope... scopes) throws IOException {
        RawConnection.Reply reply = add(name, scopes);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("key").asText();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void key_withOneScope_opensWhatNeedsThatAndNothingElse(Scope scope) throws IOException {
        String key = added("ada", scope);
        for (Map.Entry<Scope, List<String>> one : new TreeMap<>(REQUESTS).entrySet()) {
            for (String line : one.getValue()) {
                RawConnection.Reply reply = ask(line, key);
                if (one.getKey() == scope) {
                    assertThat(reply.status()).as(line).isNotIn(401, 403);
                } else {
                    assertThat(reply.status()).as(line).isEqualTo(403);
                    assertThat(reply.text())
                            .contains("this key lacks the scope " + one.getKey().jsonName());
                }
            }
        }
        assertThat(ask("GET /guidance", key).status())
                .isEqualTo(scope == Scope.INGEST || scope == Scope.READ ? 200 : 403);
    }

    /** A new route must say who may ask. */
    @Test
    void routes_openToEveryone_areThePageAndTheHealth() {
        assertThat(server.verticle.routes().stream()
                        .filter(route -> route.scopes().isEmpty())
                        .map(Route::path))
                .containsExactlyInAnyOrder("/", "/page/:name", "/page/key", "/health");
    }

    @Test
    void key_ofHome_isGoodAsBefore() throws IOException {
        added("ada", Scope.READ);
        assertThat(ask("GET /traces", API_KEY).status()).isEqualTo(200);
        assertThat(ask("GET /keys", API_KEY).status()).isEqualTo(403);
        assertThat(ask("GET /keys", ServerUnderTest.DECISION_KEY).status()).isEqualTo(200);
        assertThat(send("GET /traces", "", "").status()).isEqualTo(401);
    }

    @Test
    void key_revoked_stopsAtOnce() throws IOException {
        String key = added("ada", Scope.READ);
        assertThat(ask("GET /traces", key).status()).isEqualTo(200);
        assertThat(send("DELETE /keys/ada", "", OWNER).status()).isEqualTo(200);
        RawConnection.Reply refused = ask("GET /traces", key);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(refused.json().get("detail").asText()).contains("was revoked");
        assertThat(send("DELETE /keys/ada", "", OWNER).status()).isEqualTo(404);
        assertThat(added("ada", Scope.READ)).isNotEqualTo(key);
    }

    /** Nobody told this bridge: it looks. */
    @Test
    void key_revokedThroughAnotherBridge_stopsSoon() throws Exception {
        String key = added("ada", Scope.READ);
        server.writer.keys.clear();
        Eventually.until(() -> ask("GET /traces", key).status() == 401);
    }

    /** Where no key is needed, one that was revoked must not become none. */
    @Test
    void key_revokedWhereNoneIsNeeded_isRefused() throws Exception {
        server.close();
        server = with(new Keys(null, ServerUnderTest.DECISION_KEY, false));
        String key = added("ada", Scope.INGEST);
        assertThat(ask("GET /traces", key).status()).isEqualTo(403);
        assertThat(send("DELETE /keys/ada", "", OWNER).status()).isEqualTo(200);
        assertThat(ask("GET /traces", key).status()).isEqualTo(401);
        assertThat(send("GET /traces", "", "").status()).isEqualTo(200);
        assertThat(ask("GET /traces", "a key of something else").status()).isEqualTo(200);
    }

    @Test
    void list_shown_hasNoKeyInIt() throws IOException {
        String admin = added("ada", Scope.ADMIN, Scope.READ);
        assertThat(send("POST /keys", "{\"name\":\"bob\",\"scopes\":[\"ingest\"]}", bearer(admin))
                        .status())
                .isEqualTo(201);
        RawConnection.Reply reply = ask("GET /keys", admin);
        JsonNode keys = reply.json().get("keys");
        assertThat(keys.findValuesAsText("name")).containsExactly("ada", "bob");
        assertThat(keys.get(0).get("scopes")).extracting(JsonNode::asText).containsExactly("read", "admin");
        assertThat(keys.get(0).get("created_by").isNull()).isTrue();
        assertThat(keys.get(1).get("created_by").asText()).isEqualTo("ada");
        assertThat(reply.text())
                .doesNotContain(admin, "hash", server.writer.keys.get(0).hash());
    }

    @Test
    void add_nameThatIsTaken_isAConflict() throws IOException {
        String key = added("ada", Scope.READ);
        assertThat(add("ada", Scope.ADMIN).status()).isEqualTo(409);
        assertThat(ask("GET /keys", key).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"Ada\",\"scopes\":[\"read\"]}",
                "{\"name\":\"\",\"scopes\":[\"read\"]}",
                "{\"name\":\"../ada\",\"scopes\":[\"read\"]}",
                "{\"name\":\"ada\",\"scopes\":[]}",
                "{\"name\":\"ada\",\"scopes\":\"read\"}",
                "{\"name\":\"ada\",\"scopes\":[\"read\",\"everything\"]}",
                "{\"name\":\"ada\",\"scopes\":[1]}"
            })
    void add_wrongBody_isRefused(String body) throws IOException {
        assertThat(send("POST /keys", body, OWNER).status()).isEqualTo(400);
        assertThat(server.writer.keys).isEmpty();
    }

    @Test
    void tools_ofAKey_areThoseOfItsScopes() throws IOException {
        Map<Scope, Set<String>> tools = Map.of(
                Scope.INGEST, Set.of("get_guidance", "rate_trace", "report_outcome"),
                Scope.READ,
                        Set.of("get_guidance", "search_traces", "get_trace", "list_suggestions", "explain_suggestion"),
                Scope.DECIDE, Set.of("accept_suggestion", "reject_suggestion"));
        for (Map.Entry<Scope, Set<String>> one : tools.entrySet()) {
            String key = added(one.getKey().jsonName(), one.getKey());
            String headers = bearer(key) + "MCP-Protocol-Version: 2025-06-18\r\n";
            JsonNode listed = send("POST /mcp", McpCaller.request("tools/list", "{}"), headers)
                    .json()
                    .get("result")
                    .get("tools");
            assertThat(listed.findValuesAsText("name")).containsAll(one.getValue());
            assertThat(listed).hasSize(one.getValue().size());
            String call = "{\"name\":\"accept_suggestion\",\"arguments\":{\"id\":\"" + ID + "\"}}";
            assertThat(send("POST /mcp", McpCaller.request("tools/call", call), headers)
                            .json()
                            .get("result")
                            .get("isError")
                            .asBoolean())
                    .isEqualTo(one.getKey() != Scope.DECIDE);
        }
    }
}
