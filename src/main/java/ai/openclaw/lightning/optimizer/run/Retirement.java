package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Decides when a suggestion retires by itself: it ended long ago, or its tools are gone. Pure. */
final class Retirement {

    static final int UNUSED_TRACES = 1_000;
    static final int ENDED_DAYS = 30;

    private Retirement() {}

    /**
     * The reason why it retires now; empty while it stays. Following a rule against waste makes its tool disappear, so
     * unused tools retire only a rule about success.
     */
    static Optional<String> reason(Suggestion one, AgentFacts facts, long now) {
        return switch (one.status()) {
            case ROLLED_BACK, REFUTED ->
                now - lastChange(one) >= TimeUnit.DAYS.toMillis(ENDED_DAYS)
                        ? Optional.of("It was " + words(one.status()) + " " + ENDED_DAYS + " days ago.")
                        : Optional.empty();
            case ADOPTED ->
                one.evidence().metric() == Metric.SUCCESS && areUnused(one.tools(), facts)
                        ? Optional.of("None of its tools was called in the last " + UNUSED_TRACES + " traces.")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean areUnused(List<String> tools, AgentFacts facts) {
        return !tools.isEmpty() && tools.stream().allMatch(tool -> facts.tracesWithout(tool) >= UNUSED_TRACES);
    }

    private static long lastChange(Suggestion one) {
        return one.history().get(one.history().size() - 1).at();
    }

    private static String words(Status status) {
        return status.jsonName().replace('_', ' ');
    }
}
