package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;

/**
 * What the writer must know about a trace to accept its next event: everything except its text. A value; each change
 * makes a new one.
 *
 * @param receivedAt when its first event was stored, by the bridge's clock: what retention counts from
 * @param lastEventAt when its last event was stored, by the bridge's clock: what the idle timeout counts from
 * @param lastTimestamp the latest time of its events
 */
public record TraceState(
        String traceId,
        String sessionKey,
        Lifecycle lifecycle,
        Labels labels,
        Outcome outcome,
        Tools tools,
        long receivedAt,
        long lastEventAt,
        long lastTimestamp) {

    private static final String ANONYMOUS_PREFIX = "anon-";

    public TraceState {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(sessionKey, "sessionKey");
    }

    /**
     * The stage of the trace's life.
     *
     * @param startTime the earliest time of its events
     * @param startedAt the time of its session start; null until one arrives
     * @param endTime the time of its end, or of its last event when it was abandoned; null while open
     */
    public record Lifecycle(TraceStatus status, long startTime, Long startedAt, Long endTime) {

        public Lifecycle {
            Objects.requireNonNull(status, "status");
        }

        /** End minus start in milliseconds, never negative; null while open. */
        public Long durationMs() {
            return endTime == null ? null : Math.max(0, endTime - startTime);
        }
    }

    /**
     * What was known before the agent acted; each may be null.
     *
     * @param origin null until a session start says who asked
     * @param parentTraceId the trace that this one was started for
     * @param sender the name of the key with which its first event came; null for this machine
     */
    public record Labels(
            String agentId,
            String model,
            String taskKey,
            String promptVersion,
            TraceOrigin origin,
            String parentTraceId,
            String sender) {

        public static final Labels NONE = new Labels(null, null, null, null, null, null);

        /** What a session start says; who sent it is told by the key. */
        public Labels(
                String agentId,
                String model,
                String taskKey,
                String promptVersion,
                TraceOrigin origin,
                String parentTraceId) {
            this(agentId, model, taskKey, promptVersion, origin, parentTraceId, null);
        }

        /** Who asked for the run: the user, unless somebody says otherwise. */
        public TraceOrigin askedBy() {
            return origin == null ? TraceOrigin.USER : origin;
        }

        /** These values, with the other's where one is missing. */
        public Labels or(Labels other) {
            return new Labels(
                    agentId == null ? other.agentId : agentId,
                    model == null ? other.model : model,
                    taskKey == null ? other.taskKey : taskKey,
                    promptVersion == null ? other.promptVersion : promptVersion,
                    origin == null ? other.origin : origin,
                    parentTraceId == null ? other.parentTraceId : parentTraceId,
                    sender == null ? other.sender : sender);
        }
    }

    /** The outcome as far as it is known; each but the verdicts may be null. */
    public record Outcome(Verdicts verdicts, Sourced<Double> reward, Timed tokensUsed, Timed latencyMs) {

        public static final Outcome UNKNOWN = new Outcome(Verdicts.NONE, null, null, null);

        /** Returns these values, each replaced by the other's where the other's counts more. */
        public Outcome and(Outcome other) {
            return new Outcome(
                    verdicts.and(other.verdicts),
                    Sourced.better(reward, other.reward),
                    Timed.newer(tokensUsed, other.tokensUsed),
                    Timed.newer(latencyMs, other.latencyMs));
        }

        /** Whether it went well, as far as it is known. */
        public Boolean success() {
            return verdicts.counting() == null ? null : verdicts.counting().success();
        }
    }

    /** A value with its source and its time. */
    public record Sourced<T>(T value, RewardSource source, long at) {

        /** Gives the value that source and time; null stays null. */
        public static <T> Sourced<T> of(T value, RewardSource source, long at) {
            return value == null ? null : new Sourced<>(value, source, at);
        }

        /** Returns the value from the more trusted source; for equal sources, the newer one. Either may be null. */
        static <T> Sourced<T> better(Sourced<T> stored, Sourced<T> other) {
            if (stored == null || other == null) {
                return stored == null ? other : stored;
            }
            int trust = other.source.compareTo(stored.source);
            return trust < 0 || (trust == 0 && other.at >= stored.at) ? other : stored;
        }
    }

    /** A number with its time. */
    public record Timed(long value, long at) {

        /** Gives the number that time; null stays null. */
        public static Timed of(Long value, long at) {
            return value == null ? null : new Timed(value, at);
        }

        /** Returns the newer one; either may be null. */
        static Timed newer(Timed stored, Timed other) {
            if (stored == null || other == null) {
                return stored == null ? other : stored;
            }
            return other.at >= stored.at ? other : stored;
        }
    }

    /**
     * The tools it called.
     *
     * @param used distinct names, the first {@value #USED_MAX}
     * @param count calls
     */
    public record Tools(List<String> used, long count) {

        public static final int USED_MAX = 100;

        public static final Tools NONE = new Tools(List.of(), 0);

        public Tools {
            used = List.copyOf(used);
        }

        /** The same tools with one more call. */
        public Tools called(String toolName) {
            if (used.contains(toolName) || used.size() >= USED_MAX) {
                return new Tools(used, count + 1);
            }
            var names = new java.util.ArrayList<>(used);
            names.add(toolName);
            return new Tools(names, count + 1);
        }
    }

    /** A trace that its first event opens; {@code sessionKey} and {@code sender} may be null. */
    public static TraceState opened(String traceId, String sessionKey, String sender, long timestamp, long now) {
        return new TraceState(
                traceId,
                sessionKey == null ? anonymousKey(traceId) : sessionKey,
                new Lifecycle(TraceStatus.OPEN, timestamp, null, null),
                sender == null ? Labels.NONE : new Labels(null, null, null, null, null, null, sender),
                Outcome.UNKNOWN,
                Tools.NONE,
                now,
                now,
                timestamp);
    }

    /** The session key of a trace whose client named none. Clients see it, and may send it back. */
    public static String anonymousKey(String traceId) {
        return ANONYMOUS_PREFIX + traceId;
    }

    /** Whether no client has named its session yet. */
    public boolean anonymous() {
        return sessionKey.equals(anonymousKey(traceId));
    }

    public boolean open() {
        return lifecycle.status == TraceStatus.OPEN;
    }

    /** Where the trace stands among those of its session: its session start, or else its earliest event. */
    public long begun() {
        return lifecycle.startedAt == null ? lifecycle.startTime : lifecycle.startedAt;
    }
}
