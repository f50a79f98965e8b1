package ai.openclaw.lightning.demo;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.model.ExperimentReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * From sessions to a suggestion, and from a suggestion to its verdict, told while it happens. All of it goes over HTTP,
 * as for any agent, and all figures are read from the bridge. For one thread.
 */
public final class Story {

    private static final long WEEK_MS = TimeUnit.DAYS.toMillis(7);
    private static final long ANSWER_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_MS = 20;

    /** Between two lines about a running experiment. */
    private static final int STEP_SESSIONS = 20;

    /** Several times what effects of this size usually take. */
    private static final int TRIAL_SESSIONS_MAX = 1_000;

    private final BridgeClient client;
    private final Consumer<String> out;

    /** Tells it line by line. */
    public Story(BridgeClient client, Consumer<String> out) {
        this.client = client;
        this.out = out;
    }

    /** The agents work through so many sessions each, in the week before now. */
    public void observe(List<SimulatedAgent> agents, int sessions) throws InterruptedException {
        long begin = System.currentTimeMillis() - WEEK_MS;
        for (SimulatedAgent agent : agents) {
            for (int number = 0; number < sessions; number++) {
                agent.work(begin + number * (WEEK_MS / (sessions + 1)));
            }
        }
        int all = sessions * agents.size();
        JsonNode stats = await(
                "/stats", now -> now.path("optimizer").path("analyzed_traces").asInt() >= all);
        line(
                "%,d simulated sessions with %,d tool calls are stored. %s of them went well.",
                all, stats.path("tool_calls").path("count").asInt(), percent(stats.path("success_rate")));
    }

    /**
     * Accepts the best suggestion for an agent, and lets the agent work on until there is a verdict.
     *
     * @return the status of the suggestion then; empty when there was none
     */
    public String improve(SimulatedAgent agent) throws InterruptedException {
        JsonNode suggestion = bestFor(agent);
        out.accept("");
        if (suggestion.isMissingNode()) {
            line("%s: no rule stands out in so few sessions. Try --sessions 150.", agent.id());
            return "";
        }
        String id = suggestion.path("id").asText();
        line("%s: the bridge suggests a rule.", agent.id());
        line("    %s", suggestion.path("text").asText());
        line(
                "  %s of the sessions that did so went well, and %s of the others.",
                percent(suggestion.path("taken").path("mean")),
                percent(suggestion.path("not_taken").path("mean")));
        client.decide("/optimize/suggestions/" + id + "/accept", JsonNodeFactory.instance.objectNode());
        line("  Accepted: from now on half of the sessions are told the rule, drawn by lot.");
        line(
                "  Evidence stays at 1 until the rule applied in %d sessions; 20 means adopted:",
                ExperimentReport.REACHED_MIN);
        return tryOut(agent, id);
    }

    /** The first that is about success; there may be others about saving calls. */
    private JsonNode bestFor(SimulatedAgent agent) {
        for (JsonNode one : client.get("/optimize/suggestions?status=proposed&agent_id=" + agent.id())
                .path("suggestions")) {
            if (one.path("metric").asText().equals("success")) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private String tryOut(SimulatedAgent agent, String suggestionId) throws InterruptedException {
        String path = "/optimize/experiments/"
                + client.get("/guidance?agent_id=" + agent.id())
                        .path("experiments")
                        .path(0)
                        .path("id")
                        .asText();
        JsonNode experiment = client.get(path);
        for (int sessions = 0; isRunning(experiment) && sessions < TRIAL_SESSIONS_MAX; ) {
            for (int i = 0; i < STEP_SESSIONS; i++) {
                agent.work(System.currentTimeMillis());
            }
            sessions += STEP_SESSIONS;
            int expected = sessions;
            experiment =
                    await(path, now -> !isRunning(now) || now.path("counted").asInt() >= expected);
            line(
                    "  %4d sessions: %4s with it, %4s without; evidence %s for it, %s against",
                    experiment.path("counted").asInt(),
                    percent(experiment.path("treatment").path("mean")),
                    percent(experiment.path("control").path("mean")),
                    number(experiment.path("evidence")),
                    number(experiment.path("harm_evidence")));
        }
        String verdict = statusOf(suggestionId);
        line("  %s", sentence(verdict));
        if (!verdict.equals("adopted")) {
            line("  %s", experiment.path("reason").asText());
        }
        return verdict;
    }

    /** What there is to learn from one rule that was adopted and one that was taken back. */
    public void moral() {
        out.accept("");
        line("Both rules looked good in what the agents did by themselves.");
        line("Only the test told them apart: the clerk shortens answers to easy questions,");
        line("and no rule makes a hard question easy.");
        line("The bridge tests rules for your agent in the same way, and you decide which.");
    }

    private static boolean isRunning(JsonNode experiment) {
        return experiment.path("status").asText().equals("running");
    }

    private String statusOf(String suggestionId) {
        for (JsonNode one : client.get("/optimize/suggestions?limit=200").path("suggestions")) {
            if (one.path("id").asText().equals(suggestionId)) {
                return one.path("status").asText();
            }
        }
        return "unknown";
    }

    private static String sentence(String verdict) {
        return switch (verdict) {
            case "adopted" -> "ADOPTED: the rule helps, and from now on most sessions are told it.";
            case "rolled_back" -> "ROLLED BACK: the rule harms, and no session is told it any more.";
            case "refuted" -> "REFUTED: the rule does not help, and no session is told it any more.";
            default -> "NO VERDICT YET.";
        };
    }

    private JsonNode await(String path, Predicate<JsonNode> isSo) throws InterruptedException {
        long deadline = System.nanoTime() + ANSWER_WITHIN_NANOS;
        JsonNode now = client.get(path);
        while (!isSo.test(now) && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_AGAIN_MS);
            now = client.get(path);
        }
        return now;
    }

    private void line(String format, Object... values) {
        out.accept(String.format(Locale.ROOT, format, values));
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? Math.round(100 * share.asDouble()) + " %" : "-";
    }

    private static String number(JsonNode evidence) {
        double value = evidence.asDouble();
        return value >= 100 ? ">100" : String.format(Locale.ROOT, "%.1f", value);
    }
}
