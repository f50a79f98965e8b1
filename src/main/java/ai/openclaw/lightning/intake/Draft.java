package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.intake.Checks.Wrong;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.Content;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One event, which a format fills in field by field and in any order; the last value of a name counts. Each value is
 * checked, masked and cut at once. A wrong value is remembered, and {@link Intake} rejects it if its field matters for
 * the kind of event, which a format may learn last. After a clear it takes the next event. For one thread.
 */
public final class Draft implements AutoCloseable {

    private final Map<Field, Object> values = new EnumMap<>(Field.class);
    private final ContentMasking contents;
    private final long now;

    /** Whether a mark is set, or a field of text holds an object. */
    private boolean anyCutBefore;

    /** An object in the place of a text: right where the text was cut before. */
    private record ObjectForText(Content object) {}

    Draft(ContentMasking contents, long now) {
        this.contents = contents;
        this.now = now;
    }

    /** Forgets all fields. */
    public void clear() {
        values.clear();
        anyCutBefore = false;
    }

    /** Removes the field, as if it had not come. */
    public void absent(Field field) {
        values.put(field, null);
    }

    /** Sets a text, which becomes a JSON string in a field of JSON. Null means absent. */
    public void text(Field field, String value) {
        values.put(field, value == null ? null : checked(field.shape(), value));
    }

    private Object checked(Field.Shape shape, String value) {
        return switch (shape) {
            case TRACE_ID -> Checks.traceId(value);
            case ID -> Checks.id(value);
            case NAME -> Checks.id(value) instanceof Wrong wrong ? wrong : contents.name(value);
            case SOURCE -> Checks.source(value);
            case ORIGIN -> Checks.origin(value);
            case IDENTIFIER -> Checks.identifier(value);
            case TEXT -> contents.text(value);
            case JSON -> contents.jsonString(value);
            default -> shape.mismatch();
        };
    }

    /** Sets a number in the field's unit. */
    public void number(Field field, double value) {
        values.put(field, Checks.number(field.shape(), value, now));
    }

    /** Sets a flag. */
    public void flag(Field field, boolean value) {
        anyCutBefore |= value && field.marked() != null;
        values.put(
                field,
                field.shape() == Field.Shape.FLAG
                        ? (Object) value
                        : field.shape().mismatch());
    }

    /** Sets the arms of a session start. */
    public void arms(List<ArmAssignment> arms) {
        values.put(Field.ARMS, Checks.arms(arms));
    }

    /**
     * The JSON value that the parser stands on; leaves the parser on the value's last token. For a field of text it is the
     * object that stands for a text that was cut before.
     *
     * @throws IOException what the parser throws
     */
    public void json(Field field, JsonParser value) throws IOException {
        switch (field.shape()) {
            case JSON -> values.put(field, contents.json(value));
            case TEXT -> {
                values.put(field, new ObjectForText(contents.json(value)));
                anyCutBefore = true;
            }
            default -> {
                value.skipChildren();
                unreadable(field);
            }
        }
    }

    /** Sets JSON text. Text that is not JSON is a wrong value. */
    public void json(Field field, String json) {
        try {
            values.put(
                    field,
                    field.shape() == Field.Shape.JSON
                            ? contents.json(json)
                            : field.shape().mismatch());
        } catch (IOException notJson) {
            unreadable(field);
        }
    }

    /** Sets what {@link Contents} made for a field of that shape; null means absent. */
    public void kept(Field field, Content content) {
        values.put(field, content);
    }

    /** Marks the field as having the wrong shape. */
    public void unreadable(Field field) {
        values.put(field, field.shape().mismatch());
    }

    /** Marks the field as holding a number outside the range of double. */
    public void outOfRange(Field field) {
        values.put(field, Checks.OUT_OF_RANGE);
    }

    /** Throws the rejection of the first wrong field that means something in this kind of event. */
    void requireGood(EventKind kind) {
        if (anyCutBefore) {
            Field.MARKS.forEach(this::settle);
            anyCutBefore = false;
        }
        values.forEach((field, value) -> {
            if (value instanceof Wrong wrong && field.isIn(kind)) {
                throw Rejection.invalid(field.label() + " " + wrong.why(), field.label());
            }
        });
    }

    /** What is marked must be the object of a cut field, and a text that is not marked must be a text. */
    private void settle(Field mark) {
        Field field = mark.marked();
        Object value = values.get(field);
        boolean marked = Boolean.TRUE.equals(values.get(mark));
        if (marked && value != null && !(value instanceof Wrong)) {
            Content cut = value instanceof ObjectForText text
                    ? contents.cutBefore(text.object())
                    : field.shape() == Field.Shape.JSON ? contents.cutBefore((Content) value) : null;
            values.put(field, cut == null ? Checks.NOT_CUT : cut);
        } else if (value instanceof ObjectForText) {
            unreadable(field);
        }
    }

    boolean has(Field field) {
        return values.get(field) != null;
    }

    /** The value, or null; the caller knows by the field's shape what it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T get(Field field) {
        return (T) values.get(field);
    }

    long now() {
        return now;
    }

    /** Gives the buffers back. */
    @Override
    public void close() {
        contents.close();
    }
}
