package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.reward.EventReward;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes an event of its fields, or refuses because one is wrong or missing. */
final class EventBuilder {

    private final Supplier<String> traceIds;
    private final Function<TraceEvent.SessionStart, Optional<String>> armsProblem;

    EventBuilder(Supplier<String> traceIds, Function<TraceEvent.SessionStart, Optional<String>> armsProblem) {
        this.traceIds = traceIds;
        this.armsProblem = armsProblem;
    }

    /** {@code now} is the event's time where it has none of its own. */
    TraceEvent build(EventKind kind, EventFields fields, long now) {
        fields.requireGood(kind);
        String traceId = fields.get(Field.TRACE_ID);
        String sessionKey = fields.get(fields.has(Field.SESSION_KEY) ? Field.SESSION_KEY : Field.SESSION_ID);
        if (kind == EventKind.SESSION_START && traceId == null) {
            traceId = traceIds.get();
        }
        if (traceId == null && sessionKey == null) {
            throw Refusal.badRequest("trace_id or session_key is missing", Field.TRACE_ID.jsonName);
        }
        Long given = fields.get(Field.TIMESTAMP);
        Identity identity = new Identity(traceId, sessionKey, given == null ? now : given);
        return switch (kind) {
            case SESSION_START -> sessionStart(identity, fields);
            case TOOL_CALL -> toolCall(identity, fields);
            case REWARD -> reward(identity, fields);
            case SESSION_END -> sessionEnd(identity, fields);
        };
    }

    private record Identity(String traceId, String sessionKey, long timestamp) {}

    private TraceEvent sessionStart(Identity identity, EventFields fields) {
        List<ai.openclaw.lightning.model.ArmAssignment> arms = fields.get(Field.ARMS);
        TraceEvent.SessionStart start = new TraceEvent.SessionStart(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                fields.get(Field.MESSAGE),
                fields.get(Field.AGENT_ID),
                fields.get(Field.MODEL),
                fields.get(Field.TASK_KEY),
                fields.get(Field.PROMPT_VERSION),
                fields.get(Field.METADATA),
                arms == null ? List.of() : arms);
        armsProblem.apply(start).ifPresent(problem -> {
            throw Refusal.badRequest(problem, Field.ARMS.jsonName);
        });
        return start;
    }

    private static TraceEvent toolCall(Identity identity, EventFields fields) {
        if (!fields.has(Field.TOOL_NAME)) {
            throw Refusal.badRequest("tool_name is missing", Field.TOOL_NAME.jsonName);
        }
        return new TraceEvent.ToolCall(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                fields.get(Field.CALL_ID),
                fields.get(Field.TOOL_NAME),
                fields.get(Field.PARAMS),
                fields.get(Field.RESULT),
                fields.get(Field.ERROR),
                fields.get(Field.DURATION_MS));
    }

    private static TraceEvent reward(Identity identity, EventFields fields) {
        EventReward.Signals signals = new EventReward.Signals(
                fields.get(Field.SUCCESS),
                fields.get(Field.VALUE),
                fields.get(Field.TOKENS_USED),
                fields.get(Field.EXPECTED_TOKENS),
                fields.get(fields.has(Field.LATENCY_MS) ? Field.LATENCY_MS : Field.DURATION),
                fields.get(Field.USER_RATING));
        if (signals.equals(NOTHING)) {
            throw Refusal.badRequest(
                    "at least one of success, value, tokens_used, expected_tokens, latency_ms, duration and user_rating"
                            + " is needed",
                    Field.SUCCESS.jsonName);
        }
        RewardSource source = fields.get(Field.SOURCE);
        return new TraceEvent.Reward(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                fields.get(Field.REWARD_ID),
                source == null ? RewardSource.CLIENT : source,
                signals.success(),
                signals.value(),
                EventReward.of(signals),
                signals.tokensUsed(),
                signals.expectedTokens(),
                signals.latencyMs(),
                signals.userRating(),
                fields.get(Field.METADATA));
    }

    private static final EventReward.Signals NOTHING = new EventReward.Signals(null, null, null, null, null, null);

    private static TraceEvent sessionEnd(Identity identity, EventFields fields) {
        return new TraceEvent.SessionEnd(
                identity.traceId(),
                identity.sessionKey(),
                identity.timestamp(),
                fields.get(Field.SUCCESS),
                fields.get(Field.METADATA));
    }
}
