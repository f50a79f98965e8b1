package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.exchange.Refusal;
import java.util.EnumMap;
import java.util.Map;

/** The fields of one event as they were read, good and wrong ones; the last of a name counts. Reused for a next event. */
final class EventFields {

    private final Map<Field, Object> values = new EnumMap<>(Field.class);

    /** Stands in the place of a value that can't be used, and says why. */
    record Wrong(String why) {}

    void clear() {
        values.clear();
    }

    /** {@code value} is of the type that the field's shape is read as, a {@link Wrong}, or null for absent. */
    void put(Field field, Object value) {
        values.put(field, value);
    }

    /** Throws a 400 for the first wrong field that means something in this kind of event. */
    void requireGood(EventKind kind) {
        values.forEach((field, value) -> {
            if (value instanceof Wrong wrong && field.isIn(kind)) {
                throw Refusal.badRequest(field.jsonName + " " + wrong.why(), field.jsonName);
            }
        });
    }

    boolean has(Field field) {
        return values.get(field) != null;
    }

    /** The value, or null; the caller knows by the field's shape what it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T get(Field field) {
        return (T) values.get(field);
    }
}
