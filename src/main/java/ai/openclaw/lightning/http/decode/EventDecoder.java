package ai.openclaw.lightning.http.decode;

import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.model.TraceEvent;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes events of bodies, token by token: this is the way of every event, and a tree of objects in between would cost
 * more than all the rest. Throws {@link Refusal}. May be used from several threads at once.
 */
public final class EventDecoder {

    private static final String EVENTS = "events";
    private static final String TYPE = "type";

    private final FieldMasking masking;
    private final Limits limits;
    private final LongSupplier clock;
    private final EventBuilder builder;

    /** How much is taken: bytes of one content field, and events of one batch. */
    public record Limits(int fieldBytesMax, int eventsMax) {}

    /**
     * {@code clock} tells epoch milliseconds, {@code traceIds} makes new ids, {@code armsProblem} says what is wrong with
     * the arms of a start; all are called from any thread.
     */
    public EventDecoder(
            FieldMasking masking,
            Limits limits,
            LongSupplier clock,
            Supplier<String> traceIds,
            Function<TraceEvent.SessionStart, Optional<String>> armsProblem) {
        this.masking = masking;
        this.limits = limits;
        this.clock = clock;
        this.builder = new EventBuilder(traceIds, armsProblem);
    }

    /** The one event of a body. */
    public TraceEvent event(EventKind kind, byte[] bytes, int length) {
        long now = clock.getAsLong();
        return JsonBody.read(bytes, length, parser -> {
            try (FieldReader reader = new FieldReader(parser, masking, limits.fieldBytesMax(), now)) {
                EventFields fields = new EventFields();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Field field = Field.ofJsonName(parser.currentName());
                    parser.nextToken();
                    if (field == null || !field.isIn(kind)) {
                        skip(parser);
                    } else {
                        fields.put(field, reader.read(field.shape));
                    }
                }
                return builder.build(kind, fields, now);
            }
        });
    }

    /** The events of a batch. One that breaks a rule does not stop the others; what is not JSON stops all. */
    public Batch batch(byte[] bytes, int length) {
        long now = clock.getAsLong();
        return JsonBody.read(bytes, length, parser -> {
            Batch batch = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean events = parser.currentName().equals(EVENTS);
                JsonToken token = parser.nextToken();
                if (!events) {
                    skip(parser);
                } else if (token == JsonToken.START_ARRAY) {
                    batch = events(parser, now);
                } else if (token == JsonToken.VALUE_NULL) {
                    batch = null;
                } else {
                    throw Refusal.badRequest("events must be a list", EVENTS);
                }
            }
            if (batch == null) {
                throw Refusal.badRequest("events is missing", EVENTS);
            }
            return batch;
        });
    }

    private Batch events(FiniteNumbers parser, long now) throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        List<Batch.Rejected> rejected = new ArrayList<>();
        EventFields fields = new EventFields();
        try (FieldReader reader = new FieldReader(parser, masking, limits.fieldBytesMax(), now)) {
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                if (index == limits.eventsMax()) {
                    throw Refusal.tooLarge("a batch may have at most " + limits.eventsMax() + " events");
                }
                try {
                    fields.clear();
                    events.add(builder.build(readOne(parser, reader, fields), fields, now));
                } catch (Refusal refusal) {
                    rejected.add(new Batch.Rejected(index, refusal.detail(), refusal.field()));
                }
            }
        }
        return new Batch(events, rejected);
    }

    /** Reads to the event's end before it refuses: the next event must be found. Its type may come last. */
    private static EventKind readOne(FiniteNumbers parser, FieldReader reader, EventFields fields) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            skip(parser);
            throw Refusal.badRequest("an event must be an object", null);
        }
        EventKind kind = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Field field = Field.ofJsonName(name);
            JsonToken token = parser.nextToken();
            if (field != null) {
                fields.put(field, reader.read(field.shape));
                continue;
            }
            if (name.equals(TYPE)) {
                kind = token == JsonToken.VALUE_STRING ? EventKind.ofJsonName(parser.getText()) : null;
            }
            skip(parser);
        }
        if (kind == null) {
            throw Refusal.badRequest("type must be session.start, tool.call, reward or session.end", TYPE);
        }
        return kind;
    }

    private static void skip(FiniteNumbers parser) throws IOException {
        parser.skipChildren();
        parser.takeOverflow();
    }
}
