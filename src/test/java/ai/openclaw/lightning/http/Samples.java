package ai.openclaw.lightning.http;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things that are read back. */
final class Samples {

    static final Trace TRACE = new Trace(
            7,
            "0af7651916cd43dd8448eb211c80319c",
            "s1",
            TraceStatus.ENDED,
            new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"a \\\"b\"}", true),
            1_000L,
            3_500L,
            true,
            null,
            1.1,
            42L,
            null,
            "main",
            null,
            null,
            "v1",
            TraceOrigin.USER,
            null,
            Content.whole("{\"a\":[1,2]}"),
            List.of("web_search", "read"),
            List.of("read"),
            2,
            "[{\"experiment\":\"e\",\"arm\":\"control\",\"probability\":0.5,\"applied\":true}]",
            "ada");

    static final TraceDetail DETAIL = new TraceDetail(
            TRACE,
            List.of(
                    new StoredCall(
                            1,
                            "c1",
                            "web_search",
                            Content.whole("{\"q\":\"x\"}"),
                            Content.whole("\"fine\""),
                            null,
                            null,
                            12L,
                            1_500L),
                    new StoredCall(
                            2,
                            null,
                            "read",
                            null,
                            null,
                            Content.whole("{\"truncated\":true,\"bytes\":7,"),
                            3L,
                            null,
                            1_600L)),
            new CallsCursor(77, 3),
            List.of(new StoredReward(
                    9,
                    "r1",
                    "user",
                    true,
                    null,
                    null,
                    1.1,
                    42L,
                    50L,
                    null,
                    4.0,
                    Content.whole("{\"hidden\":true}"),
                    3_600L)),
            new RewardsCursor(3_600, 9));

    private static final String LOOKS_CUT = "{\"truncated\":true,\"bytes\":5,\"head\":\"h\"}";

    /** What was cut, and what a client sent that looks like it. */
    static final TraceDetail CUT_AND_ALIKE = new TraceDetail(
            open(8, "cut", Content.whole(LOOKS_CUT), 1_000L, new Content(LOOKS_CUT, true), 2),
            List.of(
                    call(1, new Content(LOOKS_CUT, true), Content.whole(LOOKS_CUT), new Content(LOOKS_CUT, true)),
                    call(2, Content.whole(LOOKS_CUT), new Content(LOOKS_CUT, true), Content.whole(LOOKS_CUT))),
            null,
            List.of(),
            null);

    private static StoredCall call(long id, Content params, Content result, Content error) {
        return new StoredCall(id, null, "read", params, result, error, null, null, 1_500L);
    }

    static final String DETAIL_JSON = """
            {"trace_id":"0af7651916cd43dd8448eb211c80319c","session_key":"s1","session_id":"s1","status":"ended",
            "message":{"truncated":true,"bytes":99999,"head":"a \\"b"},"message_cut":true,"start_time":1000,"end_time":3500,
            "duration_ms":2500,"success":true,"failure":null,"reward":1.1,"tokens_used":42,"latency_ms":null,"agent_id":"main",
            "model":null,"task_key":null,"prompt_version":"v1","origin":"user","parent_trace_id":null,"metadata":{"a":[1,2]},
            "tools_used":["web_search","read"],"tools_failed":["read"],"tool_count":2,"arms":[{"experiment":"e","arm":"control","probability":0.5,"applied":true}],"sender":"ada",
            "tool_calls":[{"call_id":"c1","tool_name":"web_search","params":{"q":"x"},"result":"fine","error":null,
            "exit_code":null,"duration_ms":12,"timestamp":1500},{"call_id":null,"tool_name":"read","params":null,"result":null,
            "error":"{\\"truncated\\":true,\\"bytes\\":7,","exit_code":3,"duration_ms":null,"timestamp":1600}],
            "next_calls":"Nzc6Mw","rewards":[{"reward_id":"r1","success":true,"failure":null,"value":null,"reward":1.1,"source":"user","user_rating":4.0,"timestamp":3600}],"next_rewards":"MzYwMDo5"}
            """.replace("\n", "");

    static final ActiveGuidance GUIDANCE = new ActiveGuidance(
            "5",
            List.of(new ActiveRule("r1", "Be brief.", null), new ActiveRule("r2", "Be kind.", null)),
            List.of(new RunningExperiment(
                    new Experiment(
                            "e",
                            "k",
                            List.of("r3"),
                            null,
                            Experiment.Purpose.TRIAL,
                            Experiment.Unit.TRACE,
                            Experiment.Method.BETTING,
                            0.5,
                            100,
                            1,
                            Set.of(),
                            Aim.SUCCESS,
                            Experiment.Outcomes.EXPLICIT),
                    List.of(new ActiveRule("r3", "Be bold.", null)),
                    List.of("r2"))));

    static final SuggestionEvidence.Group GROUP = new SuggestionEvidence.Group(10, 0.5);
    static final SuggestionEvidence.Interval INTERVAL = new SuggestionEvidence.Interval(0.4, 0.1, null);
    static final Suggestion SUGGESTION = suggestion(StandInWriter.KNOWN, "When `select` fails, call `show`.");
    static final OptimizerView OPTIMIZER =
            optimizer(List.of(SUGGESTION), List.of(experiment("e", "Goes on."), experiment("f", "ended", "Adopted.")));

    static Suggestion suggestion(String id, String text) {
        return new Suggestion(
                id,
                "decision-points",
                Suggestion.Kind.ADD_RULE,
                null,
                text,
                null,
                List.of("select", "show"),
                Suggestion.Grade.HINT,
                Suggestion.Status.REJECTED,
                new SuggestionEvidence(
                        SuggestionEvidence.Metric.SUCCESS,
                        INTERVAL,
                        0.2,
                        GROUP,
                        GROUP,
                        0.01,
                        20,
                        List.of(new SuggestionEvidence.Stratum(
                                "task", "known", GROUP, new SuggestionEvidence.Group(0, null))),
                        List.of("0af7651916cd43dd8448eb211c80319c"),
                        new SuggestionEvidence.ExpectedChange("Share of the traces.", 0.5, true),
                        null,
                        null,
                        "No task keys."),
                List.of(new StatusChange(
                        Suggestion.Status.PROPOSED, Suggestion.Status.REJECTED, 1, "person", "Not for us.")));
    }

    static ExperimentReport experiment(String id, String reason) {
        return experiment(id, "running", reason);
    }

    static ExperimentReport experiment(String id, String status, String reason) {
        Experiment plan = new Experiment(
                id,
                "k",
                List.of("r3", StandInWriter.KNOWN),
                null,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.TRACE,
                Experiment.Method.BETTING,
                0.5,
                100,
                1,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
        return SampleOutcomes.report(plan, status, reason);
    }

    static OptimizerView optimizer(List<Suggestion> suggestions, List<ExperimentReport> experiments) {
        return new OptimizerView(
                suggestions,
                experiments,
                SampleOutcomes.CHANGES,
                20,
                1_000L,
                List.of(new OptimizerView.FailingTool(null, "bash", 40, 38)),
                Map.of("", new OptimizerView.LearnedAgent(7, 20, 0, 20, 10, SampleOutcomes.AGREEMENT)),
                new OptimizerView.HelperFigures("a-model", false, 3, 20, 4, 1, null),
                SampleOutcomes.WANTED,
                new OptimizerView.Progress("manual", true, 0, 1, 12, null),
                OptimizerView.Health.PASS);
    }

    /** Beside that, a trace with a message. */
    static Trace trace(long id, String message) {
        return open(id, TRACE.traceId(), Content.whole(message), 10_000 - id, null, 0);
    }

    private static Trace open(
            long id, String traceId, Content message, long startTime, Content metadata, long toolCount) {
        return new Trace(
                id,
                traceId,
                "s1",
                TraceStatus.OPEN,
                message,
                startTime,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                TraceOrigin.USER,
                null,
                metadata,
                List.of(),
                List.of(),
                toolCount,
                null,
                null);
    }
}
