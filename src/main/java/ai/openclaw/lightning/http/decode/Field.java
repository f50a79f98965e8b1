package ai.openclaw.lightning.http.decode;

import static ai.openclaw.lightning.http.decode.EventKind.REWARD;
import static ai.openclaw.lightning.http.decode.EventKind.SESSION_END;
import static ai.openclaw.lightning.http.decode.EventKind.SESSION_START;
import static ai.openclaw.lightning.http.decode.EventKind.TOOL_CALL;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every field of every event: what it looks like, and in which kinds of event it means something. */
enum Field {
    TRACE_ID(Shape.TRACE_ID, EventKind.values()),
    SESSION_KEY(Shape.ID, EventKind.values()),
    SESSION_ID(Shape.ID, EventKind.values()),
    TIMESTAMP(Shape.TIMESTAMP, EventKind.values()),
    MESSAGE(Shape.TEXT, SESSION_START),
    AGENT_ID(Shape.NAME, SESSION_START),
    MODEL(Shape.NAME, SESSION_START),
    TASK_KEY(Shape.NAME, SESSION_START),
    PROMPT_VERSION(Shape.NAME, SESSION_START),
    ARMS(Shape.ARMS, SESSION_START),
    TOOL_NAME(Shape.NAME, TOOL_CALL),
    CALL_ID(Shape.ID, TOOL_CALL),
    PARAMS(Shape.JSON, TOOL_CALL),
    RESULT(Shape.JSON, TOOL_CALL),
    ERROR(Shape.TEXT, TOOL_CALL),
    DURATION_MS(Shape.MILLISECONDS, TOOL_CALL),
    REWARD_ID(Shape.ID, REWARD),
    SOURCE(Shape.SOURCE, REWARD),
    SUCCESS(Shape.FLAG, REWARD, SESSION_END),
    VALUE(Shape.VALUE, REWARD),
    TOKENS_USED(Shape.COUNT, REWARD),
    EXPECTED_TOKENS(Shape.COUNT, REWARD),
    LATENCY_MS(Shape.MILLISECONDS, REWARD),
    DURATION(Shape.SECONDS, REWARD),
    USER_RATING(Shape.RATING, REWARD),
    METADATA(Shape.JSON, SESSION_START, REWARD, SESSION_END);

    /** What a field's value looks like. */
    enum Shape {
        TRACE_ID,
        ID,
        NAME,
        TEXT,
        JSON,
        FLAG,
        VALUE,
        RATING,
        COUNT,
        MILLISECONDS,
        SECONDS,
        TIMESTAMP,
        SOURCE,
        ARMS
    }

    private static final Map<String, Field> BY_NAME = byName();

    final Shape shape;
    final String jsonName = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it once it is made
    private final Set<EventKind> kinds;

    Field(Shape shape, EventKind... kinds) {
        this.shape = shape;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    boolean isIn(EventKind kind) {
        return kinds.contains(kind);
    }

    /** The field of that name, or null: such a field is ignored. */
    static Field ofJsonName(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : values()) {
            fields.put(field.jsonName, field);
        }
        return fields;
    }
}
