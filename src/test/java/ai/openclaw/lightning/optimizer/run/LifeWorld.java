package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * An agent whose true rules are known. Half of its tasks are hard, which nobody records. It asks a table, writes in some
 * tasks, and submits.
 */
final class LifeWorld {

    static final String SCHEMA = "When `query` fails, call `schema` before you call `query` again.";
    static final String OPEN = "Call `open` before you call `write` for the first time.";
    static final String TEST = "Before you end with `submit`, call `test`.";

    /** These bring 5 to 7 points each over all traces, and act in 35 to 60 % of them. */
    static final Set<String> TRUE_RULES = Set.of(SCHEMA, OPEN, TEST);

    /** Goes with success because the agent does it in easy tasks; costs 8 points when all do it. */
    static final String HARMFUL = "After the first successful `read`, call `search` next.";

    private static final double OBEYS = 0.85;

    /** One session as it really went. */
    record Session(String message, List<Call> calls, boolean success) {}

    private final SplittableRandom random;

    LifeWorld(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param told the texts of the rules in its prompt */
    Session session(Set<String> told) {
        Set<Rule> obeyed = new LinkedHashSet<>();
        for (String text : told) {
            Rule.of(text).filter(rule -> random.nextDouble() < OBEYS).ifPresent(obeyed::add);
        }
        boolean easy = random.nextBoolean();
        Run run = new Run(obeyed);
        run.call("read");
        run.call(random.nextDouble() < (easy ? 0.8 : 0.2) ? "search" : "list");
        double success = easy ? 0.5 : 0.05;
        if (random.nextDouble() < 0.5) {
            run.fail("query");
            boolean looks = random.nextDouble() < 0.2 || run.calls("schema");
            run.call(looks ? "schema" : "think");
            run.call("query");
            success += run.calls("schema") ? 0.2 : 0;
        }
        if (random.nextDouble() < 0.5) {
            run.call(random.nextDouble() < 0.2 ? "open" : "think");
            run.call("write");
            success += run.calls("open") ? 0.2 : 0;
        }
        if (random.nextDouble() < (easy ? 0.6 : 0.4)) {
            run.call("log"); // means nothing
        }
        if (random.nextDouble() < 0.4) {
            run.call("test");
        }
        run.call("submit");
        success += run.calls("test") ? 0.13 : 0;
        success -= run.calls("search") ? 0.2 : 0;
        String message = "please handle ticket " + random.nextInt(10_000) + " about " + topic(easy);
        return new Session(message, run.made, random.nextDouble() < success);
    }

    /** A topic says a little about how hard a task is. */
    private String topic(boolean easy) {
        boolean simple = random.nextDouble() < (easy ? 0.6 : 0.4);
        return simple ? "a wrong address" : "an invoice that was paid twice";
    }

    /** What a rule asks for, as an agent reads it: a call before, after or on the failure of another one. */
    private record Rule(String when, String tool, String call) {

        private static final Map<String, Pattern> FORMS = Map.of(
                "before", Pattern.compile("Call `(?<call>\\w+)` before you call `(?<tool>\\w+)` for the first time\\."),
                "end", Pattern.compile("Before you end with `(?<tool>\\w+)`, call `(?<call>\\w+)`\\."),
                "failed", Pattern.compile("When `(?<tool>\\w+)` fails.*, call `(?<call>\\w+)` before .*"),
                "after", Pattern.compile("After the first successful `(?<tool>\\w+)`, call `(?<call>\\w+)` next\\."));

        static Optional<Rule> of(String text) {
            return FORMS.entrySet().stream()
                    .map(form -> Map.entry(form.getKey(), form.getValue().matcher(text)))
                    .filter(form -> form.getValue().matches())
                    .map(form -> new Rule(
                            form.getKey().equals("end") ? "before" : form.getKey(),
                            form.getValue().group("tool"),
                            form.getValue().group("call")))
                    .findFirst();
        }
    }

    /** A session under way. */
    private final class Run {
        private final List<Call> made = new ArrayList<>();
        private final Set<Rule> obeyed;

        Run(Set<Rule> obeyed) {
            this.obeyed = obeyed;
        }

        boolean calls(String tool) {
            return made.stream().anyMatch(call -> call.toolName().equals(tool));
        }

        void call(String tool) {
            follow("before", tool);
            boolean first = !calls(tool);
            make(tool, null);
            if (first) {
                follow("after", tool);
            }
        }

        void fail(String tool) {
            follow("before", tool);
            make(tool, "Error executing query: no such table");
            follow("failed", tool);
        }

        private void follow(String when, String tool) {
            for (Rule rule : obeyed) {
                if (rule.when().equals(when) && rule.tool().equals(tool) && !calls(rule.call())) {
                    make(rule.call(), null);
                }
            }
        }

        private void make(String tool, String error) {
            int length = 200 + random.nextInt(800);
            made.add(new Call(tool, null, 0, List.of(), tool + " " + length, length, error, null, 100L));
        }
    }
}
