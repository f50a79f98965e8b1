package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A bridge whose answers are written down here, to ask by commands. */
record CannedBridge(Path home) {

    static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    static final String TRACE = String.format(Locale.ROOT, """
        {"trace_id":"%s","session_key":"s\\u001b[2J1","session_id":"s1","status":"ended",
         "message":"fix \\u001b]0;owned\\u0007the \\u202etest","start_time":1763812800000,"end_time":1763812812400,
         "duration_ms":12400,"success":false,"reward":-0.5,"tokens_used":3062,"latency_ms":12400,"agent_id":"coder",
         "model":"m","task_key":null,"prompt_version":null,"metadata":null,"tools_used":["run_tests"],
         "tool_count":1,"arms":null\
        """, ID);

    static final String CALLS = """
        ,"tool_calls":[{"call_id":"c","tool_name":"run_tests","params":{"path":"tests/"},"result":null,
         "error":"1 failed\\u009b31m","duration_ms":740,"timestamp":1763812801000}],"next_calls":null,
         "rewards":[{"reward_id":"r","success":false,"value":null,"reward":-0.5,"source":"client",
         "user_rating":2,"timestamp":1763812812000}]}\
        """;

    static final String SUGGESTIONS = String.format(Locale.ROOT, """
        {"suggestions":[{"id":"decision-0a1b2c3d4e5f","optimizer":"decision","kind":"add_rule","replaces":null,
         "text":"After run_tests fails, call read_file.","agent_id":"coder","tools":["read_file"],
         "status":"proposed","grade":"replicated","grade_reason":"it held on unseen traces","metric":"success",
         "effect":{"estimate":0.21,"low":0.09,"high":0.33},"expected_gain":12.0,
         "taken":{"traces":140,"mean":0.7},"not_taken":{"traces":160,"mean":0.49},"p":0.001,
         "analyzed_traces":300,"strata":[{"name":"parser","taken":{"traces":40,"mean":0.8},
         "not_taken":{"traces":50,"mean":0.5}}],"trace_ids":["%s"],
         "expected_change":{"text":"read_file is called more","share":0.5,"should_rise":true},
         "smallest_detectable_effect":0.1,"decision_traces":400,"decision_weeks":2.2,"measured":null,
         "history":[{"from":"proposed","to":"proposed","at":1763812800000,"actor":"optimizer","reason":"found"}]}],
         "analyzed_traces":300,"generated_at":1763812800000}\
        """, ID);

    static final String MEASURED = """
        "measured":{"experiment_id":"exp-1","goal":"success","unit":"trace","counted":231,"in_situation":true,
         "control":{"traces":110,"mean":0.5},"treatment":{"traces":121,"mean":0.62},
         "effect":{"estimate":0.12,"low":0.02,"high":0.22},"control_calls":8.2,"treatment_calls":6.1}\
        """;

    static final String EXPERIMENTS = """
        {"experiments":[{"id":"exp-1","status":"running","reason":"goes on","purpose":"trial","agent_id":"coder",
         "suggestions":["decision-0a1b2c3d4e5f"],"unit":"trace","method":"betting","probability":0.5,
         "units_max":4000,"started_at":1763812800000,"ended_at":null,"waiting":3,"counted":120,"missing":1,
         "evidence":4.2,"evidence_needed":20,"harm_evidence":0.1,"applied_share":0.97,"control":{"traces":60,"mean":0.5},
         "treatment":{"traces":60,"mean":0.7},"effect":{"estimate":0.2,"low":-0.02,"high":0.4},"futility":0.6,"days_left":8.6,"goal":"fewer_calls",
         "trigger":{"kind":"failed","tool":"run_tests"},"margins":{"worthwhile":0.02,"tolerated":0.03},
         "margins_in_situation":{"worthwhile":0.02,"tolerated":0.08},"control_calls":8.2,"treatment_calls":6.1,
         "in_situation":{"counts":true,"control":{"traces":20,"mean":0.4},"treatment":{"traces":19,"mean":0.6},
         "effect":{"estimate":0.2,"low":null,"high":null},"control_calls":11.0,"treatment_calls":7.5}}]}\
        """;

    CommandRun ask(Map<String, String> answers, String... arguments) throws IOException {
        return ask(answers, new ArrayList<>(), arguments);
    }

    CommandRun ask(Map<String, String> answers, List<String> asked, String... arguments) throws IOException {
        Home own = new Home(home);
        try (FakeBridge bridge = new FakeBridge(own, answers)) {
            Map<String, String> environment = Map.of(
                    "LIGHTNING_HOME", own.root().toString(), "LIGHTNING_BRIDGE_API_KEY", "a-key-of-sixteen-or-more");
            CommandRun run = CommandRun.with(environment, OutputStyle.PLAIN, arguments);
            asked.addAll(bridge.asked());
            return run;
        }
    }

    static Map<String, String> answers() {
        String suggestion = SUGGESTIONS.substring(SUGGESTIONS.indexOf("{\"id\""), SUGGESTIONS.lastIndexOf("],"));
        return Map.of(
                "GET /health",
                "{\"status\":\"healthy\",\"uptime\":61,\"version\":\"1\",\"checks\":{\"storage\":{\"status\":\"pass\"}}}",
                "GET /stats",
                "{\"total_traces\":3,\"total_sessions\":2,\"success_rate\":0.5,\"tools\":[]}",
                "GET /traces",
                "{\"traces\":[" + TRACE + "}],\"next\":null}",
                "GET /traces/" + ID,
                TRACE + CALLS,
                "GET /optimize/suggestions",
                SUGGESTIONS,
                "GET /optimize/experiments",
                EXPERIMENTS,
                "POST /optimize/suggestions/decision-0a1b2c3d4e5f/accept",
                "{\"success\":true,\"suggestion\":"
                        + suggestion
                                .replace("proposed\",\"grade", "in_experiment\",\"grade")
                                .replace(
                                        "\"history\":[",
                                        "\"history\":[{\"to\":\"accepted\",\"at\":1,\"actor\":\"person\"},")
                        + "}");
    }
}
