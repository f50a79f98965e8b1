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
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with names: what each scope opens, and what adding and revoking one does. */
final class NamedKeysTest {

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

    private KeyedServer server = new KeyedServer(new Keys(KeyedServer.API_KEY, ServerUnderTest.DECISION_KEY, false));

    @AfterEach
    void stop() throws TimeoutException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void key_withOneScope_opensWhatNeedsThatAndNothingElse(Scope scope) throws IOException {
        String key = server.added("ada", scope);
        for (Map.Entry<Scope, List<String>> one : new TreeMap<>(REQUESTS).entrySet()) {
            for (String line : one.getValue()) {
                RawConnection.Reply reply = server.ask(line, key);
                if (one.getKey() == scope) {
                    assertThat(reply.status()).as(line).isNotIn(401, 403);
                } else {
                    assertThat(reply.status()).as(line).isEqualTo(403);
                    assertThat(reply.text())
                            .contains("this key lacks the scope " + one.getKey().jsonName());
                }
            }
        }
        assertThat(server.ask("GET /guidance", key).status())
                .isEqualTo(scope == Scope.INGEST || scope == Scope.READ ? 200 : 403);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void ownKey_withAnyScope_isNamedWithIt(Scope scope) throws IOException {
        RawConnection.Reply reply = server.ask("GET /key", server.added("ada", scope));
        assertThat(reply.text()).isEqualTo("{\"name\":\"ada\",\"scopes\":[\"" + scope.jsonName() + "\"]}");
    }

    @Test
    void ownKey_ofTheHome_hasNoName_andAWrongOneIsRefused() throws IOException {
        assertThat(server.ask("GET /key", ServerUnderTest.DECISION_KEY).text())
                .isEqualTo("{\"name\":null,\"scopes\":[\"admin\",\"decide\",\"ingest\",\"read\"]}");
        assertThat(server.ask("GET /key", KeyedServer.API_KEY).text())
                .isEqualTo("{\"name\":null,\"scopes\":[\"ingest\",\"read\"]}");
        assertThat(server.ask("GET /key", "wrong").status()).isEqualTo(401);
    }

    /** Who shared may take it back; nobody else but an administrator may. */
    @Test
    void senders_deleted_byTheirOwnKeyOrAnAdmins() throws IOException {
        String ada = server.added("ada", Scope.INGEST);
        String reader = server.added("eve", Scope.READ);
        String admin = server.added("root", Scope.ADMIN);
        RawConnection.Reply own = server.ask("DELETE /senders/ada", ada);
        assertThat(own.status()).as(own.text()).isEqualTo(200);
        assertThat(own.text()).isEqualTo("{\"deleted_traces\":4,\"complete\":true}");
        RawConnection.Reply others = server.ask("DELETE /senders/bob", ada);
        assertThat(others.status()).isEqualTo(403);
        assertThat(others.json().get("detail").asText()).contains("only what came with itself");
        assertThat(server.ask("DELETE /senders/eve", reader).status()).isEqualTo(403);
        assertThat(server.ask("DELETE /senders/ada", KeyedServer.API_KEY).status())
                .as("this machine's agents")
                .isEqualTo(403);
        assertThat(server.ask("DELETE /senders/bob", admin).status()).isEqualTo(200);
        assertThat(server.send("DELETE /senders/carl", "", KeyedServer.OWNER).status())
                .isEqualTo(200);
        assertThat(server.server.writer.deleted).containsExactly("ada", "ada", "bob", "bob", "carl", "carl");
    }

    /** A new route must say who may ask. */
    @Test
    void routes_openToEveryone_areThePageAndTheHealth() {
        assertThat(server.server.verticle.routes().stream()
                        .filter(route -> route.scopes().isEmpty())
                        .map(Route::path))
                .containsExactlyInAnyOrder("/", "/page/:name", "/page/key", "/health");
    }

    @Test
    void key_ofHome_isGoodAsBefore() throws IOException {
        server.added("ada", Scope.READ);
        assertThat(server.ask("GET /traces", KeyedServer.API_KEY).status()).isEqualTo(200);
        assertThat(server.ask("GET /keys", KeyedServer.API_KEY).status()).isEqualTo(403);
        assertThat(server.ask("GET /keys", ServerUnderTest.DECISION_KEY).status())
                .isEqualTo(200);
        assertThat(server.send("GET /traces", "", "").status()).isEqualTo(401);
    }

    @Test
    void key_revoked_stopsAtOnce() throws IOException {
        String key = server.added("ada", Scope.READ);
        assertThat(server.ask("GET /traces", key).status()).isEqualTo(200);
        assertThat(server.send("DELETE /keys/ada", "", KeyedServer.OWNER).status())
                .isEqualTo(200);
        RawConnection.Reply refused = server.ask("GET /traces", key);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(refused.json().get("detail").asText()).contains("was revoked");
        assertThat(server.send("DELETE /keys/ada", "", KeyedServer.OWNER).status())
                .isEqualTo(404);
        assertThat(server.added("ada", Scope.READ)).isNotEqualTo(key);
    }

    /** Nobody told this bridge: it looks. */
    @Test
    void key_revokedThroughAnotherBridge_stopsSoon() throws Exception {
        String key = server.added("ada", Scope.READ);
        server.server.writer.keys.clear();
        Eventually.until(() -> server.ask("GET /traces", key).status() == 401);
    }

    /** Where no key is needed, one that was revoked must not become none. */
    @Test
    void key_revokedWhereNoneIsNeeded_isRefused() throws Exception {
        server.close();
        server = new KeyedServer(new Keys(null, ServerUnderTest.DECISION_KEY, false));
        String key = server.added("ada", Scope.INGEST);
        assertThat(server.ask("GET /traces", key).status()).isEqualTo(403);
        assertThat(server.send("DELETE /keys/ada", "", KeyedServer.OWNER).status())
                .isEqualTo(200);
        assertThat(server.ask("GET /traces", key).status()).isEqualTo(401);
        assertThat(server.send("GET /traces", "", "").status()).isEqualTo(200);
        assertThat(server.ask("GET /traces", "a key of something else").status())
                .isEqualTo(200);
    }

    @Test
    void list_shown_hasNoKeyInIt() throws IOException {
        String admin = server.added("ada", Scope.ADMIN, Scope.READ);
        assertThat(server.send("POST /keys", "{\"name\":\"bob\",\"scopes\":[\"ingest\"]}", KeyedServer.bearer(admin))
                        .status())
                .isEqualTo(201);
        RawConnection.Reply reply = server.ask("GET /keys", admin);
        JsonNode keys = reply.json().get("keys");
        assertThat(keys.findValuesAsText("name")).containsExactly("ada", "bob");
        assertThat(keys.get(0).get("scopes")).extracting(JsonNode::asText).containsExactly("read", "admin");
        assertThat(keys.get(0).get("created_by").isNull()).isTrue();
        assertThat(keys.get(1).get("created_by").asText()).isEqualTo("ada");
        assertThat(reply.text())
                .doesNotContain(admin, "hash", server.server.writer.keys.get(0).hash());
    }

    @Test
    void add_nameThatIsTaken_isAConflict() throws IOException {
        String key = server.added("ada", Scope.READ);
        assertThat(server.add("ada", Scope.ADMIN).status()).isEqualTo(409);
        assertThat(server.ask("GET /keys", key).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"Ada\",\"scopes\":[\"read\"]}",
                "{\"name\":\"\",\"scopes\":[\"read\"]}",
                "{\"name\":\"../ada\",\"scopes\":[\"read\"]}",
                "{\"name\":\"auto\",\"scopes\":[\"decide\"]}",
                "{\"name\":\"ada\",\"scopes\":[]}",
                "{\"name\":\"ada\",\"scopes\":\"read\"}",
                "{\"name\":\"ada\",\"scopes\":[\"read\",\"everything\"]}",
                "{\"name\":\"ada\",\"scopes\":[1]}"
            })
    void add_wrongBody_isRefused(String body) throws IOException {
        assertThat(server.send("POST /keys", body, KeyedServer.OWNER).status()).isEqualTo(400);
        assertThat(server.server.writer.keys).isEmpty();
    }
}
