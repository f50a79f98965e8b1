package ai.openclaw.lightning.model;

import java.time.Duration;

/**
 * Counts and sums over the stored traces that were first received on one day, or over several days; also the change
 * that a batch makes to them. A value: {@link #plus} makes a new one.
 *
 * @param successes of runs that a user asked for, like {@code failures}: so their share says how the user's tasks went
 * @param latencyMsSum over the ended traces whose latency is known, of which there are {@code latencyCount}
 * @param rewardSum over the reward events that have a worth, of which there are {@code rewardCount}
 */
public record DayFigures(
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
        long rewardCount) {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    public static final DayFigures ZERO = new DayFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The day of a time in epoch milliseconds: days since 1970-01-01 UTC. */
    public static long day(long epochMs) {
        return epochMs / DAY_MS;
    }

    /** When that day began, in epoch milliseconds. */
    public static long start(long day) {
        return day * DAY_MS;
    }

    /** What one trace adds, without its tool errors and rewards, which are counted by event. */
    public static DayFigures of(TraceState trace) {
        boolean ended = trace.lifecycle().status() == TraceStatus.ENDED;
        boolean isUsers = trace.labels().askedBy() == TraceOrigin.USER;
        Boolean success = isUsers ? trace.outcome().success() : null;
        boolean timed = ended && trace.outcome().latencyMs() != null;
        return new DayFigures(
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
                0);
    }

    /** Tool calls, and how many of them failed. */
    public static DayFigures ofToolCalls(long calls, long errors) {
        return new DayFigures(0, 0, 0, 0, 0, 0, 0, 0, calls, errors, 0, 0, 0);
    }

    /** What one reward event adds; {@code reward} is null when the event has no worth. */
    public static DayFigures ofReward(Double reward) {
        return new DayFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, reward == null ? 0 : reward, reward == null ? 0 : 1);
    }

    public DayFigures plus(DayFigures other) {
        return new DayFigures(
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
                rewardCount + other.rewardCount);
    }

    public DayFigures negated() {
        return new DayFigures(
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
                -rewardCount);
    }
}
