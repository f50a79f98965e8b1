package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** An agent whose first query fails; who then looks at the schema succeeds in three cases of four, others in one. */
final class QueryTraces {

    private static final String RULE = "When `query` fails, call `schema` before you call `query` again.";
    private static final List<String> TEMPLATES = List.of(
            "please write a short summary of ticket %d for the weekly meeting of customer %d",
            "find out why order %d has not arrived at the address of client %d yet",
            "rename the column %d in the table of invoices and update report number %d",
            "how many visitors came to page %d of the shop on day %d of this month");

    private final SplittableRandom random = new SplittableRandom(5);

    SplittableRandom random() {
        return random;
    }

    static Learner learner() {
        return new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
    }

    static ScoredCall call(String tool, String params, boolean errored) {
        return new ScoredCall(
                tool, params, Set.of("x"), Map.of(), "rows", null, errored, errored ? "Error" : null, null, null);
    }

    static ScoredTrace trace(long order, String task, String message, List<ScoredCall> calls, boolean success) {
        return new ScoredTrace(
                "t" + order,
                order,
                "s",
                "a",
                "m",
                null,
                task,
                message,
                calls,
                success ? 1.0 : 0.0,
                "checker",
                null,
                null);
    }

    static List<ScoredCall> calls(boolean good, String unique) {
        return List.of(
                call("query", "a" + unique, true),
                call(good ? "schema" : "query", "b" + unique, false),
                call("query", "c" + unique, false));
    }

    List<ScoredTrace> traces(int count, boolean differ, Messages messages) {
        List<ScoredTrace> traces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = random.nextBoolean();
            traces.add(trace(
                    i,
                    null,
                    messages.of(i),
                    calls(good, differ ? "" + i : ""),
                    random.nextDouble() < (good ? 0.75 : 0.25)));
        }
        return traces;
    }

    interface Messages {
        String of(int i);
    }

    static String recurring(int i) {
        return "Make report " + "abcde".charAt(i % 5);
    }

    static String templated(int i) {
        return String.format(Locale.ROOT, TEMPLATES.get(i % 4), 1_000 + i, 7_000 + 3 * i);
    }

    static String unlike(int i) {
        return "about" + i + " that" + i + " matter" + i;
    }

    /** What is found. */
    static Suggestion rule(Learner learner) {
        return learner.suggestions().stream()
                .filter(one -> one.text().equals(RULE))
                .findFirst()
                .orElseThrow();
    }
}
