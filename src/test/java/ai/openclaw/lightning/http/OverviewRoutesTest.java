package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ArmTools.Calls;
import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceQuery;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, sessions and failures as clients read them. */
class OverviewRoutesTest {

    private static final long TODAY = SeriesStep.DAY.of(ServerUnderTest.NOW);

    private static final TraceFigures FIGURES = new TraceFigures(
            5, 4, 1, 2, 1, 900, 3, 70, 6, 2, 9, 1.5, 8, new Durations(Map.of(1_200L, 1L, 8L, 1L, 200L, 2L)));

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void series_days_comeWithoutGapsUpToToday() throws IOException {
        server.store.series = new Series(Map.of(TODAY, FIGURES), List.of("one", "two"), null);

        JsonNode series = server.get("/series?days=3").json();
        JsonNode days = series.get("days");

        assertThat(server.store.askedSeries).containsExactly(new SeriesQuery(SeriesStep.DAY, TODAY - 2, 3, null));
        assertThat(series.get("agents").toString()).isEqualTo("[\"one\",\"two\"]");
        assertThat(days).hasSize(3);
        assertThat(days.get(0).get("traces").asLong()).isZero();
        assertThat(days.get(2).toString())
                .isEqualTo("{\"date\":\"2026-09-21\",\"time\":" + TODAY * 86_400_000L
                        + ",\"traces\":5,\"ended\":4,\"abandoned\":1,\"successes\":2,\"failures\":1,\"tool_calls\":6,"
                        + "\"tool_errors\":2,\"tokens_used\":70,\"latency_ms_sum\":900,\"latency_count\":3,"
                        + "\"durations\":{\"8\":1,\"200\":2,\"1200\":1}}");
        assertThat(server.get("/series").json().get("days")).hasSize(30);
        assertThat(server.get("/series?days=400").json().get("days")).hasSize(400);
    }

    @Test
    void series_hoursOfAnAgent_comeWithoutGapsUpToNow() throws IOException {
        long now = SeriesStep.HOUR.of(ServerUnderTest.NOW);
        server.store.series = new Series(Map.of(now - 1, FIGURES), List.of(), null);

        JsonNode hours = server.get("/series?hours=2&agent_id=one").json().get("hours");

        assertThat(server.store.askedSeries).containsExactly(new SeriesQuery(SeriesStep.HOUR, now - 1, 2, "one"));
        assertThat(hours).hasSize(2);
        assertThat(hours.get(0).get("time").asLong()).isEqualTo((now - 1) * 3_600_000L);
        assertThat(hours.get(0).get("traces").asLong()).isEqualTo(5);
        assertThat(hours.get(0).has("date")).isFalse();
        assertThat(server.get("/series?hours=336").json().get("hours")).hasSize(336);
    }

    @Test
    void series_daysAndHours_comeInOneAnswer() throws IOException {
        long now = SeriesStep.HOUR.of(ServerUnderTest.NOW);
        server.store.series = new Series(Map.of(TODAY, FIGURES, now, FIGURES), List.of("one"), null);

        JsonNode series = server.get("/series?days=2&hours=3").json();

        assertThat(server.store.askedSeries)
                .containsExactly(
                        new SeriesQuery(SeriesStep.DAY, TODAY - 1, 2, null),
                        new SeriesQuery(SeriesStep.HOUR, now - 2, 3, null));
        assertThat(series.get("days").findValuesAsText("traces")).containsExactly("0", "5");
        assertThat(series.get("hours").findValuesAsText("traces")).containsExactly("0", "0", "5");
        assertThat(series.get("agents").toString()).isEqualTo("[\"one\"]");
    }

    @Test
    void series_ofAModelOrAPromptVersion_saysWhichThereAreAndWhatItLookedAt() throws IOException {
        server.store.series = new Series(
                Map.of(TODAY, FIGURES),
                List.of("one"),
                new Series.Labels(List.of("large", "small"), List.of("v2"), 20_000, false));

        JsonNode found = server.get("/series?days=1&agent_id=one&model=large&prompt_version=v2")
                .json();
        server.get("/series?days=1&model=large");
        server.get("/series?days=1&prompt_version=v2&labels=false");
        server.get("/series?days=1&labels=true");
        server.get("/series?days=1&labels=false");

        assertThat(server.store.askedSeries)
                .extracting(SeriesQuery::labels)
                .containsExactly(
                        new SeriesQuery.Labels("large", "v2"),
                        new SeriesQuery.Labels("large", null),
                        new SeriesQuery.Labels(null, "v2"),
                        new SeriesQuery.Labels(null, null),
                        null);
        assertThat(found.get("models").toString()).isEqualTo("[\"large\",\"small\"]");
        assertThat(found.get("prompt_versions").toString()).isEqualTo("[\"v2\"]");
        assertThat(found.get("traces").asLong()).isEqualTo(20_000);
        assertThat(found.get("complete").asBoolean()).isFalse();
        server.store.series = Series.NONE;
        assertThat(server.get("/series").json().has("models")).isFalse();
    }

    @Test
    void sessions_page_hasEveryFieldAndTheNextPage() throws IOException {
        Session session = new Session(7, "s", "a", "hello", 201, 1, 2, 3, 4, 5, 10, 20);
        server.store.sessions = new SessionPage(List.of(session), new TraceQuery.Cursor(20, 7));

        JsonNode page = server.get("/sessions?since=5&limit=10").json();

        assertThat(page.get("sessions").get(0).toString())
                .isEqualTo("{\"session_key\":\"s\",\"agent_id\":\"a\",\"message\":\"hello\",\"traces\":200,"
                        + "\"more_traces\":true,\"open\":1,\"successes\":2,\"failures\":3,\"tool_calls\":4,"
                        + "\"tokens_used\":5,\"first_start\":10,\"last_start\":20}");
        server.get("/sessions?cursor=" + page.get("next").asText());
        assertThat(server.store.asked)
                .containsExactly(
                        new TraceQuery(TraceCriteria.since(5L), 10, null),
                        new TraceQuery(TraceCriteria.NONE, 50, new TraceQuery.Cursor(20, 7)));
    }

    @Test
    void sessions_longNames_endThePageBeforeItHasTooManyBytes() throws IOException {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(new Session(i, "k".repeat(10_000), null, null, 1, 0, 0, 0, 0, 0, i, 1_000 - i));
        }
        server.store.sessions = new SessionPage(many, null);

        RawConnection.Reply reply = server.get("/sessions");

        assertThat(reply.text().length()).isLessThanOrEqualTo(1 << 20);
        int shown = reply.json().get("sessions").size();
        assertThat(shown).isBetween(90, 110);
        server.get("/sessions?cursor=" + reply.json().get("next").asText());
        assertThat(server.store.asked.get(1).after()).isEqualTo(new TraceQuery.Cursor(1_000 - (shown - 1), shown - 1));
    }

    @Test
    void tools_each_saysHowItsCallsWentAndHowItFails() throws IOException {
        server.store.tools = List.of(new ToolUse("run", 9, 2, 20L, 400L), new ToolUse("read", 1, 0, null, null));
        server.store.failures = new FailureSample(
                List.of(new Failed("t1", 5, null, "timeout")),
                List.of(new Failed("t2", 9, "run", "bad\nvery"), new Failed("t1", 5, "run", "bad")),
                12,
                true);

        JsonNode found = server.get("/tools?since=4").json();

        assertThat(server.store.askedLatest).containsExactly(LatestTraces.since(4), LatestTraces.since(4));
        assertThat(found.toString())
                .isEqualTo("{\"tools\":[{\"tool_name\":\"run\",\"calls\":9,\"errors\":2,\"duration_ms_p50\":20,"
                        + "\"duration_ms_p95\":400,\"failures\":[{\"error\":\"bad\",\"count\":2,\"trace_id\":\"t2\"}]},"
                        + "{\"tool_name\":\"read\",\"calls\":1,\"errors\":0,\"duration_ms_p50\":null,"
                        + "\"duration_ms_p95\":null,\"failures\":[]}],\"since\":4,\"traces\":12,\"complete\":true}");
    }

    @Test
    void toolsByArm_ofTheTimeOfTheExperiment_standBesideEachOther() throws IOException {
        server.optimizer = Samples.OPTIMIZER;
        server.store.armTools =
                new ArmTools(2, 3, List.of(new ArmTools.Use("run", new Calls(4, 1), new Calls(5, 0))), false);

        assertThat(server.get("/optimize/experiments/e/tools").text())
                .isEqualTo("{\"tools\":[{\"tool_name\":\"run\",\"control\":{\"calls\":4,\"errors\":1},"
                        + "\"treatment\":{\"calls\":5,\"errors\":0}}],\"control_traces\":2,\"treatment_traces\":3,"
                        + "\"complete\":false}");
        server.get("/optimize/experiments/f/tools");
        assertThat(server.store.askedArms)
                .containsExactly(new ArmTools.Query("e", 1, Long.MAX_VALUE), new ArmTools.Query("f", 1, 2_000));
        assertProblem(server.get("/optimize/experiments/7/tools"), 404, "Not Found");
    }

    @Test
    void failures_usually_areOfTheLastWeek() throws IOException {
        server.store.failures = new FailureSample(
                List.of(new Failed("t1", 5, null, null)), List.of(new Failed("t2", 9, "run", "bad\nvery")), 12, false);

        JsonNode found = server.get("/failures").json();
        server.get("/failures?since=4&agent_id=one&model=large&prompt_version=v2&traces=90");

        assertThat(server.store.askedLatest)
                .containsExactly(
                        LatestTraces.since(ServerUnderTest.NOW - 7 * 86_400_000L),
                        new LatestTraces(4, "one", "large", "v2", 90));
        assertThat(found.toString())
                .isEqualTo("{\"failures\":[{\"tool_name\":\"run\",\"error\":\"bad\",\"count\":1,\"traces\":1,"
                        + "\"trace_id\":\"t2\",\"last_start\":9},{\"tool_name\":null,\"error\":null,\"count\":1,"
                        + "\"traces\":1,\"trace_id\":\"t1\",\"last_start\":5}],\"since\":"
                        + (ServerUnderTest.NOW - 7 * 86_400_000L)
                        + ",\"traces\":12,\"complete\":false}");
        assertThat(server.get("/failures?limit=1").json().get("failures")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/series?days=0, days",
        "/series?days=401, days",
        "/series?hours=337, hours",
        "/series?labels=1, labels",
        "/sessions?limit=201, limit",
        "/sessions?cursor=x, cursor",
        "/sessions?since=x, since",
        "/failures?since=x, since",
        "/failures?traces=5001, traces",
        "/tools?traces=0, traces",
        "/failures?limit=0, limit",
    })
    void badQuery_is400(String query, String field) throws IOException {
        var reply = server.get(query);
        assertProblem(reply, 400, "Bad Request");
        assertThat(reply.json().get("field").asText()).isEqualTo(field);
    }
}
