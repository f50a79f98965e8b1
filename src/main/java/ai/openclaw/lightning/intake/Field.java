package ai.openclaw.lightning.intake;

import static ai.openclaw.lightning.intake.EventKind.REWARD;
import static ai.openclaw.lightning.intake.EventKind.SESSION_END;
import static ai.openclaw.lightning.intake.EventKind.SESSION_START;
import static ai.openclaw.lightning.intake.EventKind.TOOL_CALL;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every field of every event: what it looks like, and in which kinds of event it means something. A field of content has a
 * mark beside it, for an event that was cut before: true says that the field holds the object that stands for the whole.
 */
public enum Field {
    TRACE_ID(Shape.TRACE_ID, EventKind.values()),
    SESSION_KEY(Shape.ID, EventKind.values()),
    SESSION_ID(Shape.ID, EventKind.values()),
    TIMESTAMP(Shape.TIMESTAMP, EventKind.values()),
    MESSAGE(Shape.TEXT, SESSION_START),
    MESSAGE_CUT(MESSAGE),
    AGENT_ID(Shape.NAME, SESSION_START),
    MODEL(Shape.NAME, SESSION_START),
    TASK_KEY(Shape.NAME, SESSION_START),
    PROMPT_VERSION(Shape.NAME, SESSION_START),
    ORIGIN(Shape.ORIGIN, SESSION_START),
    PARENT_TRACE_ID(Shape.TRACE_ID, SESSION_START),
    ARMS(Shape.ARMS, SESSION_START),
    TOOL_NAME(Shape.NAME, TOOL_CALL),
    CALL_ID(Shape.ID, TOOL_CALL),
    PARAMS(Shape.JSON, TOOL_CALL),
    PARAMS_CUT(PARAMS),
    RESULT(Shape.JSON, TOOL_CALL),
    RESULT_CUT(RESULT),
    ERROR(Shape.TEXT, TOOL_CALL),
    ERROR_CUT(ERROR),
    EXIT_CODE(Shape.EXIT_CODE, TOOL_CALL),
    EXIT_IS_ANSWER(Shape.FLAG, TOOL_CALL),
    DURATION_MS(Shape.MILLISECONDS, TOOL_CALL),
    REWARD_ID(Shape.ID, REWARD),
    SOURCE(Shape.SOURCE, REWARD),
    SUCCESS(Shape.FLAG, REWARD, SESSION_END),
    FAILURE(Shape.IDENTIFIER, REWARD, SESSION_END),
    VALUE(Shape.VALUE, REWARD),
    TOKENS_USED(Shape.COUNT, REWARD),
    EXPECTED_TOKENS(Shape.COUNT, REWARD),
    LATENCY_MS(Shape.MILLISECONDS, REWARD),
    DURATION(Shape.SECONDS, REWARD),
    USER_RATING(Shape.RATING, REWARD),
    METADATA(Shape.JSON, SESSION_START, REWARD, SESSION_END),
    METADATA_CUT(METADATA);

    /** What a field's value looks like. */
    public enum Shape {
        TRACE_ID(Shape.NEEDS_TEXT),
        ID(Shape.NEEDS_TEXT),
        /** A short label. */
        NAME(Shape.NEEDS_TEXT),
        /** Text of any length, which is cut. */
        TEXT(Shape.NEEDS_TEXT),
        SOURCE(Shape.NEEDS_TEXT),
        ORIGIN(Shape.NEEDS_TEXT),
        /** A name for programs, which can hold no sentence. */
        IDENTIFIER(Shape.NEEDS_TEXT),
        /** Any JSON value, which is cut. */
        JSON("must be JSON"),
        FLAG("must be true or false"),
        VALUE(Shape.NEEDS_NUMBER),
        RATING(Shape.NEEDS_NUMBER),
        COUNT(Shape.NEEDS_NUMBER),
        EXIT_CODE(Shape.NEEDS_NUMBER),
        MILLISECONDS(Shape.NEEDS_NUMBER),
        SECONDS(Shape.NEEDS_NUMBER),
        TIMESTAMP(Shape.NEEDS_NUMBER),
        ARMS("must be a list of objects with experiment, arm (control or treatment), applied (true or false)"
                + " and, optionally, probability (0 to 1)");

        private static final String NEEDS_TEXT = "must be text";
        private static final String NEEDS_NUMBER = "must be a number";

        private final String expected;

        Shape(String expected) {
            this.expected = expected;
        }

        /** Stands for a value of another kind. */
        Checks.Wrong mismatch() {
            return new Checks.Wrong(expected);
        }
    }

    private static final Map<String, Field> BY_NAME = byName();

    static final List<Field> MARKS =
            Stream.of(values()).filter(field -> field.marked != null).toList();

    private final Shape shape;
    private final String label = name().toLowerCase(Locale.ROOT);

    private final Field marked;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it once it is made
    private final Set<EventKind> kinds;

    Field(Shape shape, EventKind... kinds) {
        this.shape = shape;
        this.marked = null;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** The mark of that field. */
    Field(Field marked) {
        this.shape = Shape.FLAG;
        this.marked = marked;
        this.kinds = marked.kinds;
    }

    /** What its value looks like. */
    public Shape shape() {
        return shape;
    }

    /** Its name on the wire. */
    public String label() {
        return label;
    }

    /** The field that this one is the mark of; null for a field that is no mark. */
    Field marked() {
        return marked;
    }

    /** Whether it means something in that kind of event. */
    public boolean isIn(EventKind kind) {
        return kinds.contains(kind);
    }

    /** The field of that name, or null: such a field is ignored. */
    public static Field named(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : values()) {
            fields.put(field.label, field);
        }
        return fields;
    }
}
