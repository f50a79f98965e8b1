package ai.openclaw.lightning.cli;

import java.util.HashMap;
import java.util.Map;

/** Answers of a bridge whose names, ids and texts are as long as those of real agents. */
final class LongAnswers {

    private static final String SESSION = "agent:main:whatsapp:direct:+4917612345678";
    private static final String TOOL = "mcp__company_filesystem__read_multiple_files";
    static final String RULE = "When `" + TOOL + "` fails, call `list_allowed_directories` before you call `" + TOOL
            + "` again, and name the folder in the answer.";

    private LongAnswers() {}

    static Map<String, String> all() {
        Map<String, String> answers = new HashMap<>();
        CannedBridge.answers().forEach((path, answer) -> answers.put(path, longer(answer)));
        answers.put("GET /stats", """
                {"total_traces":1234567,"total_sessions":1234567,"success_rate":0.5,"active_sessions":12,
                 "traces":{"open":3,"abandoned":1,"successes":600000,"failures":600000},
                 "tool_calls":{"count":12345678,"errors":123456},"rewards":{"count":123456,"mean":-0.12},
                 "storage":{"database_bytes":123456789012,"wal_bytes":1},"avg_latency_ms":1234.5,"tokens_used":1234567890,
                 "optimizer":{"suggestions":12,"experiments_running":1,"mode":"conservative","analyzed_traces":1234567,
                 "problem":"the plugin's optimizer com.example.optimizers.VeryParticularOptimizer failed: no such file"},
                 "tools":[{"tool_name":"%s","calls":1234567,"errors":12,"avg_duration_ms":123456},
                 {"tool_name":"bash","calls":3,"errors":1,"avg_duration_ms":3}],"other":{"calls":12,"errors":1}}\
                """.formatted(TOOL));
        answers.put("POST /optimize/run", "{}");
        return answers;
    }

    private static String longer(String answer) {
        return answer.replace("run_tests", TOOL)
                .replace("exp-1", "exp-742dd37aee5a")
                .replace("\"agent_id\":\"coder\"", "\"agent_id\":\"company-wide-coding-agent\"")
                .replace("s\\u001b[2J1", SESSION)
                .replace("After " + TOOL + " fails, call read_file.", RULE)
                .replace(
                        "fix \\u001b]0;owned\\u0007the \\u202etest",
                        "Please look into src/main/java/org/example/services/Billing.java, as "
                                + "the nightly job fails again; then tell me why nobody was told, and who should have been.")
                .replace(
                        "1 failed\\u009b31m",
                        "ENOENT: no such file or directory, open '/srv/company/shared/projects/billing/README.md'");
    }
}
