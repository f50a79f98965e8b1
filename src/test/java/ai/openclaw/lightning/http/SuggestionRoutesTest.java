package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.Suggestion;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the optimizer says and hears: guidance, suggestions, experiments, decisions. */
class SuggestionRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void guidance_known_is304() throws IOException {
        var first = server.get("/guidance");
        assertThat(first.text()).isEqualTo("{\"version\":\"0\",\"rules\":[],\"experiments\":[]}");
        assertThat(first.headers()).containsEntry("etag", "\"0\"");
        try (RawConnection connection = server.connect()) {
            for (String known : List.of("\"0\"", "\"7\", W/\"0\"", "*")) {
                connection.send(server.head("GET", "/guidance", "If-None-Match: " + known + "\r\n"));
                var reply = connection.receive(false);
                assertThat(reply.status()).isEqualTo(304);
                assertThat(reply.headers()).containsEntry("etag", "\"0\"").doesNotContainKey("content-type");
            }
            server.guidance = Samples.GUIDANCE;
            connection.send(server.head("GET", "/guidance", "If-None-Match: \"0\"\r\n"));
            assertThat(connection.receive().text())
                    .isEqualTo(
                            "{\"version\":\"5\",\"rules\":[{\"id\":\"r1\",\"text\":\"Be brief.\"},"
                                    + "{\"id\":\"r2\",\"text\":\"Be kind.\"}],\"experiments\":[{\"id\":\"e\",\"key\":\"k\","
                                    + "\"unit\":\"trace\",\"probability\":0.5,\"rules\":[{\"id\":\"r3\",\"text\":\"Be bold.\"}],\"replaces\":[\"r2\"]}]}");
        }
    }

    @Test
    void guidanceHistory_newestFirst_saysWhoDecidedAndWhatWasToldThen() throws IOException {
        assertThat(server.get("/guidance/history").text()).isEqualTo("{\"changes\":[],\"next\":null}");
        server.optimizer = Samples.OPTIMIZER;
        String text = Samples.SUGGESTION.text();
        assertThat(server.get("/guidance/history?limit=1&cursor=1").text())
                .isEqualTo("{\"changes\":[{\"at\":8000,\"suggestion_id\":\"s\",\"kind\":\"add_rule\",\"replaces\":null,"
                                .replace("\"s\"", "\"" + StandInWriter.KNOWN + "\"")
                        + "\"text\":\"" + text + "\",\"agent_id\":null,\"from\":\"accepted\",\"to\":\"adopted\","
                        + "\"actor\":\"ann\",\"reason\":\"Because.\",\"rules\":[{\"id\":\"" + StandInWriter.KNOWN
                        + "\",\"text\":\"" + text + "\"}]}],\"next\":null}");
        JsonNode first = server.get("/guidance/history?limit=1").json();
        assertThat(first.at("/changes/0/to").asText()).isEqualTo("rolled_back");
        assertThat(first.at("/changes/0/rules")).isEmpty();
        assertThat(first.get("next").asText()).isEqualTo("1");
        assertThat(server.get("/guidance/history?since=8001").json().get("changes"))
                .hasSize(1);
        assertThat(server.get("/guidance/history?agent_id=other").json().get("changes"))
                .isEmpty();
        for (String wrong : List.of("limit=0", "limit=201", "cursor=x", "since=today")) {
            assertProblem(server.get("/guidance/history?" + wrong), 400, "Bad Request");
        }
    }

    @Test
    void team_known_is304() throws IOException {
        assertThat(server.get("/team").headers()).containsEntry("etag", "\"0\"");
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("GET", "/team", "If-None-Match: \"0\"\r\n"));
            assertThat(connection.receive(false).status()).isEqualTo(304);
            server.guidance = Samples.GUIDANCE;
            connection.send(server.head("GET", "/team", "If-None-Match: \"0\"\r\n"));
            var reply = connection.receive();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("etag", "\"5\"");
            assertThat(reply.json().at("/guidance/rules")).hasSize(2);
        }
    }

    @Test
    void sessionStart_rules_areInTheAnswer() throws IOException {
        server.guidance = Samples.GUIDANCE;
        JsonNode guidance = server.post("/session/start", "{}").json().get("guidance");
        assertThat(guidance.get("arms")).hasSize(1);
        String arm = guidance.get("arms").get(0).get("arm").asText();
        assertThat(guidance.get("text").asText())
                .isEqualTo(arm.equals("treatment") ? "- Be brief.\n- Be bold." : "- Be brief.\n- Be kind.");
        server.guidance = ActiveGuidance.EMPTY;
    }

    @Test
    void suggestions_noOptimizer_areEmpty() throws IOException {
        assertThat(server.get("/optimize/suggestions?status=in_experiment&limit=5&agent_id=a")
                        .text())
                .isEqualTo(
                        "{\"suggestions\":[],\"next\":null,\"analyzed_traces\":0,\"generated_at\":null,\"missing\":[],\"estimates\":[]}");
        assertThat(server.get("/optimize/ratings").text()).isEqualTo("{\"wanted\":[],\"next\":null}");
        assertProblem(server.get("/optimize/suggestions?status=good"), 400, "Bad Request");
        for (String wrong : List.of("limit=0", "limit=201", "cursor=x", "cursor=-1")) {
            assertProblem(server.get("/optimize/suggestions?" + wrong), 400, "Bad Request");
            assertProblem(server.get("/optimize/experiments?" + wrong), 400, "Bad Request");
        }
        assertThat(server.get("/optimize/experiments").text()).isEqualTo("{\"experiments\":[],\"next\":null}");
        assertProblem(server.get("/optimize/experiments/7"), 404, "Not Found");
        assertThat(server.post("/optimize/run", "{}").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suggestions", "experiments"})
    void optimizerLists_pageByPage_showEachOnce(String list) throws IOException {
        List<Suggestion> suggestions = IntStream.range(0, 450)
                .mapToObj(i -> Samples.suggestion("s" + i, "Be brief."))
                .toList();
        List<ExperimentReport> experiments = IntStream.range(0, 450)
                .mapToObj(i -> Samples.experiment("e" + i, "Goes on."))
                .toList();
        server.optimizer = Samples.optimizer(suggestions, experiments);
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page =
                    server.get("/optimize/" + list + "?limit=200" + next).json();
            assertThat(page.get(list)).hasSizeBetween(1, 200);
            page.get(list).forEach(one -> seen.add(one.get("id").asText()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        }
        assertThat(seen).hasSize(450).doesNotHaveDuplicates();
        assertThat(seen).startsWith(list.charAt(0) + "0", list.charAt(0) + "1");
        assertThat(server.get("/optimize/" + list + "?cursor=9999")
                        .json()
                        .get("next")
                        .isNull())
                .isTrue();
        if (list.equals("suggestions")) {
            JsonNode chosen = server.get("/optimize/suggestions?status=rejected&limit=7&cursor=440")
                    .json();
            assertThat(chosen.get("suggestions")).hasSize(7);
            assertThat(chosen.get("next").asText()).isEqualTo("447");
            assertThat(chosen.get("analyzed_traces").asInt()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "reject", "rollback"})
    void decision_unknownSuggestion_is404(String decision) throws IOException {
        String path = "/optimize/suggestions/7/" + decision;
        assertProblem(server.post(path, "{\"mode\":\"canary\",\"note\":\"why not\"}"), 404, "Not Found");
        assertProblem(server.post(path, "{\"mode\":\"maybe\"}"), 400, "Bad Request");
        assertProblem(server.post(path, "{\"note\":7}"), 400, "Bad Request");
        assertProblem(server.post(path, "[]"), 400, "Bad Request");
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", path, "Content-Length: 0\r\n"));
            assertProblem(connection.receive(), 404, "Not Found");
        }
    }
}
