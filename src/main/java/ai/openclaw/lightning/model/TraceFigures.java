package ai.openclaw.lightning.model;

/**
 * Counts and sums over the stored traces that began in the same time, or over all; also the change that a batch makes to
 * them. A value: {@link #plus} makes a new one.
 *
 * @param successes of runs that a user asked for, like {@code failures}: so their share says how the user's tasks went
 * @param latencyMsSum over the ended traces whose latency is known, of which there are {@code latencyCount}
 * @param rewardSum over the reward events that have a worth, of which there are {@code rewardCount}
 * @param durations of the ended traces, from start to end
 */
public record TraceFigures(
        long traces,
        long ended,
        long abandoned,
        long successes,
        long failures,
        long latencyMsSum,
        long latencyCount,
        long tokensUsed,
        long toolCalls,
        long toolErrors,
        long rewards,
        double rewardSum,
        long rewardCount,
        Durations durations) {

    public static final TraceFigures ZERO = new TraceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Durations.NONE);

    /** What one trace adds, without its tool errors and rewards, which are counted by event. */
    public static TraceFigures of(TraceState trace) {
        boolean ended = trace.lifecycle().status() == TraceStatus.ENDED;
        boolean isUsers = trace.labels().askedBy() == TraceOrigin.USER;
        Boolean success = isUsers ? trace.outcome().success() : null;
        Long took = trace.lifecycle().durationMs();
        boolean timed = ended && trace.outcome().latencyMs() != null;
        return new TraceFigures(
                1,
                ended ? 1 : 0,
                trace.lifecycle().status() == TraceStatus.ABANDONED ? 1 : 0,
                Boolean.TRUE.equals(success) ? 1 : 0,
                Boolean.FALSE.equals(success) ? 1 : 0,
                timed ? trace.outcome().latencyMs().value() : 0,
                timed ? 1 : 0,
                trace.outcome().tokensUsed() == null
                        ? 0
                        : trace.outcome().tokensUsed().value(),
                trace.tools().count(),
                0,
                0,
                0,
                0,
                ended && took != null ? Durations.of(took) : Durations.NONE);
    }

    /** Tool calls, and how many of them failed. */
    public static TraceFigures ofToolCalls(long calls, long errors) {
        return new TraceFigures(0, 0, 0, 0, 0, 0, 0, 0, calls, errors, 0, 0, 0, Durations.NONE);
    }

    /** What the failed calls and the rewards of a trace add, which {@link #of} leaves out. */
    public static TraceFigures ofEvents(long toolErrors, long rewards, double rewardSum, long rewardCount) {
        return new TraceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, toolErrors, rewards, rewardSum, rewardCount, Durations.NONE);
    }

    /** How long traces took that are counted elsewhere. */
    public static TraceFigures ofDurations(Durations durations) {
        return new TraceFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, durations);
    }

    /** What one reward event adds; {@code reward} is null when the event has no worth. */
    public static TraceFigures ofReward(Double reward) {
        return new TraceFigures(
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, reward == null ? 0 : reward, reward == null ? 0 : 1, Durations.NONE);
    }

    public TraceFigures plus(TraceFigures other) {
        return new TraceFigures(
                traces + other.traces,
                ended + other.ended,
                abandoned + other.abandoned,
                successes + other.successes,
                failures + other.failures,
                latencyMsSum + other.latencyMsSum,
                latencyCount + other.latencyCount,
                tokensUsed + other.tokensUsed,
                toolCalls + other.toolCalls,
                toolErrors + other.toolErrors,
                rewards + other.rewards,
                rewardSum + other.rewardSum,
                rewardCount + other.rewardCount,
                durations.plus(other.durations));
    }

    public TraceFigures negated() {
        return new TraceFigures(
                -traces,
                -ended,
                -abandoned,
                -successes,
                -failures,
                -latencyMsSum,
                -latencyCount,
                -tokensUsed,
                -toolCalls,
                -toolErrors,
                -rewards,
                -rewardSum,
                -rewardCount,
                durations.negated());
    }
}
