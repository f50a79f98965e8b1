package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.reward.EventReward;
import java.util.List;
import java.util.function.Supplier;

/** Builds an event from a draft, or rejects it if a field is wrong or missing. */
final class EventBuilder {

    private static final EventReward.Signals NOTHING = new EventReward.Signals(null, null, null, null, null, null);

    private final Supplier<String> traceIds;

    EventBuilder(Supplier<String> traceIds) {
        this.traceIds = traceIds;
    }

    TraceEvent build(EventKind kind, Draft draft) {
        draft.requireGood(kind);
        Identity identity = identity(kind, draft);
        return switch (kind) {
            case SESSION_START -> sessionStart(identity, draft);
            case TOOL_CALL -> toolCall(identity, draft);
            case REWARD -> reward(identity, draft);
            case SESSION_END -> sessionEnd(identity, draft);
        };
    }

    private record Identity(String traceId, String sessionKey, long timestamp) {}

    /** A start without a trace id gets one; any other event must name its trace or its session. */
    private Identity identity(EventKind kind, Draft draft) {
        String traceId = draft.get(Field.TRACE_ID);
        String sessionKey = draft.get(draft.has(Field.SESSION_KEY) ? Field.SESSION_KEY : Field.SESSION_ID);
        if (kind == EventKind.SESSION_START && traceId == null) {
            traceId = traceIds.get();
        }
        if (traceId == null && sessionKey == null) {
            throw Rejection.invalid("trace_id or session_key is missing", Field.TRACE_ID.label());
        }
        Long given = draft.get(Field.TIMESTAMP);
        return new Identity(traceId, sessionKey, given == null ? draft.now() : given);
    }

    private static TraceEvent sessionStart(Identity identity, Draft draft) {
        List<ArmAssignment> arms = draft.get(Field.ARMS);
        return new TraceEvent.SessionStart(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                draft.get(Field.MESSAGE),
                draft.get(Field.AGENT_ID),
                draft.get(Field.MODEL),
                draft.get(Field.TASK_KEY),
                draft.get(Field.PROMPT_VERSION),
                draft.get(Field.ORIGIN),
                draft.get(Field.PARENT_TRACE_ID),
                draft.get(Field.METADATA),
                arms == null ? List.of() : arms);
    }

    private static TraceEvent toolCall(Identity identity, Draft draft) {
        if (!draft.has(Field.TOOL_NAME)) {
            throw Rejection.invalid("tool_name is missing", Field.TOOL_NAME.label());
        }
        return new TraceEvent.ToolCall(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                draft.get(Field.CALL_ID),
                draft.get(Field.TOOL_NAME),
                draft.get(Field.PARAMS),
                draft.get(Field.RESULT),
                error(draft),
                draft.get(Field.EXIT_CODE),
                draft.get(Field.DURATION_MS));
    }

    /** A command that ends with an exit code other than 0 has failed, unless its client knows that the code is an answer. */
    private static Content error(Draft draft) {
        Content given = draft.get(Field.ERROR);
        Long exitCode = draft.get(Field.EXIT_CODE);
        boolean fine = exitCode == null || exitCode == 0 || Boolean.TRUE.equals(draft.get(Field.EXIT_IS_ANSWER));
        return given != null || fine ? given : Content.whole("exit code " + exitCode);
    }

    /** Whoever names a class of error says that the trace failed. */
    private static Boolean success(Draft draft) {
        Boolean success = draft.get(Field.SUCCESS);
        if (!draft.has(Field.FAILURE)) {
            return success;
        }
        if (Boolean.TRUE.equals(success)) {
            throw Rejection.invalid("failure contradicts success", Field.FAILURE.label());
        }
        return false;
    }

    private static TraceEvent reward(Identity identity, Draft draft) {
        EventReward.Signals signals = new EventReward.Signals(
                success(draft),
                draft.get(Field.VALUE),
                draft.get(Field.TOKENS_USED),
                draft.get(Field.EXPECTED_TOKENS),
                draft.get(draft.has(Field.LATENCY_MS) ? Field.LATENCY_MS : Field.DURATION),
                draft.get(Field.USER_RATING));
        if (signals.equals(NOTHING)) {
            throw Rejection.invalid(
                    "at least one of success, failure, value, tokens_used, expected_tokens, latency_ms, duration and user_rating"
                            + " is required",
                    Field.SUCCESS.label());
        }
        RewardSource source = draft.get(Field.SOURCE);
        return new TraceEvent.Reward(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                draft.get(Field.REWARD_ID),
                source == null ? RewardSource.CLIENT : source,
                signals.success(),
                draft.get(Field.FAILURE),
                signals.value(),
                EventReward.of(signals),
                signals.tokensUsed(),
                signals.expectedTokens(),
                signals.latencyMs(),
                signals.userRating(),
                draft.get(Field.METADATA));
    }

    private static TraceEvent sessionEnd(Identity identity, Draft draft) {
        return new TraceEvent.SessionEnd(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                success(draft),
                draft.get(Field.FAILURE),
                draft.get(Field.METADATA));
    }
}
