package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.WantedRating;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.reward.OutcomeSignal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Which traces a person should rate: a few a week, of experiments that count estimates. Chance chooses them, as it
 * chooses arms, and more often where the estimate is less certain; whoever picked them by hand would pick the bad ones.
 * Not thread-safe.
 */
final class RatingRequests {

    /** So many a week, over all agents: it is one person who is asked. */
    static final int WEEKLY_MAX = 5;

    private static final long WEEK_MS = 7L * 24 * 3_600_000;

    /** Sets this draw apart from that of arms. */
    private static final String KEY = "rating:";

    private record Request(WantedRating wanted, long at, boolean answered) {}

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Function<String, List<Experiment>> estimating;

    /** @param estimating the running experiments of an agent that count estimates */
    RatingRequests(Function<String, List<Experiment>> estimating) {
        this.estimating = estimating;
    }

    /** Takes in a closed trace; returns whether a person is asked about it. */
    boolean closed(TraceEvidence trace, EstimatedOutcome outcome, Set<OutcomeSignal> signals, AgentFacts facts) {
        String agentId = trace.labels().agentId();
        long at = trace.receivedAt();
        boolean answered = outcome.error() != null;
        Request earlier = requests.get(trace.traceId());
        if (earlier != null) {
            requests.put(trace.traceId(), new Request(earlier.wanted, at, answered));
            return true;
        }
        for (Experiment plan : estimating.apply(agentId)) {
            double chance = outcome.chance() * WEEKLY_MAX / Math.max(WEEKLY_MAX, facts.perWeek(at));
            boolean drawn = at >= plan.startedAt() && ArmDraw.uniform(KEY + plan.key(), trace.traceId()) < chance;
            if (drawn && isWithinWeek(at)) {
                long until = at + plan.outcomes().waitMs();
                requests.put(
                        trace.traceId(),
                        new Request(
                                new WantedRating(
                                        agentId,
                                        trace.traceId(),
                                        plan.id(),
                                        outcome.estimate(),
                                        signals.stream()
                                                .map(OutcomeSignal::meaning)
                                                .toList(),
                                        until),
                                at,
                                answered));
                return true;
            }
        }
        return false;
    }

    private boolean isWithinWeek(long at) {
        requests.values().removeIf(one -> one.at < at - 2 * WEEK_MS);
        return requests.values().stream()
                        .filter(one -> Math.abs(one.at - at) < WEEK_MS)
                        .count()
                < WEEKLY_MAX;
    }

    /** Those without an answer that still help, the most urgent first. */
    List<WantedRating> wanted(long now) {
        return requests.values().stream()
                .filter(one -> !one.answered && one.wanted.until() > now)
                .map(Request::wanted)
                .filter(one -> estimating.apply(one.agentId()).stream()
                        .anyMatch(plan -> Objects.equals(plan.id(), one.experiment())))
                .sorted(Comparator.comparingLong(WantedRating::until))
                .toList();
    }
}
