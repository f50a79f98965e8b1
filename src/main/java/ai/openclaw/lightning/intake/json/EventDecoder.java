package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.Started;
import ai.openclaw.lightning.model.TraceEvent;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads bodies into drafts, token by token: this is the way of every event, and a tree of objects in between would cost
 * more than all the rest. Throws {@link Rejection}. May be used from several threads at once.
 */
public final class EventDecoder {

    private static final String EVENTS = "events";
    private static final String TYPE = "type";

    private final Intake intake;
    private final int eventsMax;

    /** A batch may have {@code eventsMax} events. */
    public EventDecoder(Intake intake, int eventsMax) {
        this.intake = intake;
        this.eventsMax = eventsMax;
    }

    /** The one event of a body. */
    public TraceEvent event(EventKind kind, byte[] bytes, int length) {
        return read(kind, bytes, length, draft -> intake.event(kind, draft));
    }

    /** The session start of a body whose answer tells the client what to do. */
    public Started start(byte[] bytes, int length) {
        return read(EventKind.SESSION_START, bytes, length, intake::start);
    }

    private <T> T read(EventKind kind, byte[] bytes, int length, Function<Draft, T> taken) {
        return JsonBody.read(bytes, length, parser -> {
            try (Draft draft = intake.draft()) {
                FieldReader reader = new FieldReader(parser, draft);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Field field = Field.named(parser.currentName());
                    parser.nextToken();
                    if (field == null || !field.isIn(kind)) {
                        skip(parser);
                    } else {
                        reader.read(field);
                    }
                }
                return taken.apply(draft);
            }
        });
    }

    /** The events of a batch. One that breaks a rule does not stop the others; what is not JSON stops all. */
    public Batch batch(byte[] bytes, int length) {
        return JsonBody.read(bytes, length, parser -> {
            Batch batch = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean events = parser.currentName().equals(EVENTS);
                JsonToken token = parser.nextToken();
                if (!events) {
                    skip(parser);
                } else if (token == JsonToken.START_ARRAY) {
                    batch = events(parser);
                } else if (token == JsonToken.VALUE_NULL) {
                    batch = null;
                } else {
                    throw Rejection.invalid("events must be a list", EVENTS);
                }
            }
            if (batch == null) {
                throw Rejection.invalid("events is missing", EVENTS);
            }
            return batch;
        });
    }

    private Batch events(FiniteNumbers parser) throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        List<Batch.Rejected> rejected = new ArrayList<>();
        try (Draft draft = intake.draft()) {
            FieldReader reader = new FieldReader(parser, draft);
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                if (index == eventsMax) {
                    throw Rejection.tooLarge("a batch may have at most " + eventsMax + " events");
                }
                try {
                    draft.clear();
                    events.add(intake.event(readOne(parser, reader), draft));
                } catch (Rejection rejection) {
                    rejected.add(new Batch.Rejected(index, rejection.detail(), rejection.field()));
                }
            }
        }
        return new Batch(events, rejected);
    }

    /** Reads to the event's end before it rejects: the next event must be found. Its type may come last. */
    private static EventKind readOne(FiniteNumbers parser, FieldReader reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            skip(parser);
            throw Rejection.invalid("an event must be an object", null);
        }
        EventKind kind = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Field field = Field.named(name);
            JsonToken token = parser.nextToken();
            if (field != null) {
                reader.read(field);
                continue;
            }
            if (name.equals(TYPE)) {
                kind = token == JsonToken.VALUE_STRING ? EventKind.named(parser.getText()) : null;
            }
            skip(parser);
        }
        if (kind == null) {
            throw Rejection.invalid("type must be session.start, tool.call, reward or session.end", TYPE);
        }
        return kind;
    }

    private static void skip(FiniteNumbers parser) throws IOException {
        parser.skipChildren();
        parser.takeOverflow();
    }
}
