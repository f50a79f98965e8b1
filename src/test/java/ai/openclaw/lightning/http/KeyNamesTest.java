package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.model.SuggestionDecision;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes with a key is its holder's: events, decisions, and the tools of an agent. */
final class KeyNamesTest {

    private static final String ID = StandInWriter.KNOWN;

    private final KeyedServer server =
            new KeyedServer(new Keys(KeyedServer.API_KEY, ServerUnderTest.DECISION_KEY, false));

    @AfterEach
    void stop() throws TimeoutException {
        server.close();
    }

    /** Whichever way events come, they are those of the key. */
    @Test
    void events_ofAKey_areStoredUnderItsName() throws Exception {
        String key = server.added("ada", Scope.INGEST);
        List<String> senders = new CopyOnWriteArrayList<>();
        server.server.writer.answer = request -> {
            senders.add(String.valueOf(request.sender()));
            return server.server.writer.store(request);
        };
        String call = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
        assertThat(server.send("POST /tool/trace", call, KeyedServer.bearer(key))
                        .status())
                .isEqualTo(200);
        assertThat(server.send("POST /tool/trace", call, KeyedServer.bearer(KeyedServer.API_KEY))
                        .status())
                .isEqualTo(200);
        String hook = "{\"hook_event_name\":\"UserPromptSubmit\",\"session_id\":\"s\",\"prompt\":\"hello\"}";
        assertThat(server.send("POST /hooks/claude-code", hook, KeyedServer.bearer(key))
                        .status())
                .isEqualTo(200);
        assertThat(senders).containsExactly("ada", "null", "ada");
    }

    @Test
    void decision_withAKey_isMadeUnderItsName() throws Exception {
        String key = server.added("ada", Scope.DECIDE);
        for (String one : List.of(key, ServerUnderTest.DECISION_KEY)) {
            assertThat(server.ask("POST /optimize/suggestions/" + ID + "/reject", one)
                            .status())
                    .isEqualTo(200);
        }
        String call = "{\"name\":\"accept_suggestion\",\"arguments\":{\"id\":\"" + ID + "\"}}";
        assertThat(server.send("POST /mcp", McpCaller.request("tools/call", call), KeyedServer.bearer(key))
                        .status())
                .isEqualTo(200);
        assertThat(server.server.writer.decided)
                .extracting(SuggestionDecision::by)
                .containsExactly("ada", null, "ada");
    }

    @Test
    void tools_ofAKey_areThoseOfItsScopes() throws IOException {
        Map<Scope, Set<String>> tools = Map.of(
                Scope.INGEST, Set.of("get_guidance", "rate_trace", "report_outcome"),
                Scope.READ,
                        Set.of("get_guidance", "search_traces", "get_trace", "list_suggestions", "explain_suggestion"),
                Scope.DECIDE, Set.of("accept_suggestion", "reject_suggestion"));
        for (Map.Entry<Scope, Set<String>> one : tools.entrySet()) {
            String key = server.added(one.getKey().jsonName(), one.getKey());
            String headers = KeyedServer.bearer(key) + "MCP-Protocol-Version: 2025-06-18\r\n";
            JsonNode listed = server.send("POST /mcp", McpCaller.request("tools/list", "{}"), headers)
                    .json()
                    .get("result")
                    .get("tools");
            assertThat(listed.findValuesAsText("name")).containsAll(one.getValue());
            assertThat(listed).hasSize(one.getValue().size());
            String call = "{\"name\":\"accept_suggestion\",\"arguments\":{\"id\":\"" + ID + "\"}}";
            assertThat(server.send("POST /mcp", McpCaller.request("tools/call", call), headers)
                            .json()
                            .get("result")
                            .get("isError")
                            .asBoolean())
                    .isEqualTo(one.getKey() != Scope.DECIDE);
        }
    }
}
