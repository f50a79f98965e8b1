package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.json.JsonBody;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads requests in JSON. Integers of 64 bits may be numbers or texts, and enumerations numbers or names, because clients
 * send both. Members that are not known are passed over.
 */
final class JsonReader extends JsonCursor {

    private static final String ERROR = "STATUS_CODE_ERROR";

    private final JsonValues values;
    private final Signal signal;
    private final Consumer<SentRecord> records;

    private JsonReader(JsonParser parser, Signal signal, Consumer<SentRecord> records) {
        super(parser);
        this.values = new JsonValues(parser);
        this.signal = signal;
        this.records = records;
    }

    /** Gives the records of a request, one by one: all of them at a time would take many times the memory of the body. */
    static void read(Signal signal, byte[] bytes, int length, Consumer<SentRecord> records) {
        JsonBody.parse(bytes, length, parser -> {
            JsonReader reader = new JsonReader(parser, signal, records);
            String resources = signal == Signal.TRACES ? "resourceSpans" : "resourceLogs";
            reader.members(name -> reader.each(name.equals(resources), reader::ofResource));
            return null;
        });
    }

    private void ofResource() throws IOException {
        Map<String, String> resource = new HashMap<>();
        String scopes = signal == Signal.TRACES ? "scopeSpans" : "scopeLogs";
        members(name -> {
            if (name.equals("resource")) {
                object(inner -> each(inner.equals("attributes"), () -> attribute(resource, SentRecord.ATTRIBUTES_MAX)));
            } else {
                each(name.equals(scopes), () -> ofScope(resource));
            }
        });
    }

    private void ofScope(Map<String, String> resource) throws IOException {
        String wanted = signal == Signal.TRACES ? "spans" : "logRecords";
        members(name -> each(name.equals(wanted), () -> {
            SentRecord record = new SentRecord(resource);
            members(member -> take(record, member));
            records.accept(record);
        }));
    }

    private void take(SentRecord record, String name) throws IOException {
        switch (name) {
            case "traceId" -> record.traceId = text().toLowerCase(Locale.ROOT);
            case "spanId" -> record.spanId = text().toLowerCase(Locale.ROOT);
            case "parentSpanId" -> record.parentId = text().toLowerCase(Locale.ROOT);
            case "traceState" -> record.traceState = text();
            case "name", "eventName" -> record.name = text();
            case "startTimeUnixNano", "timeUnixNano" -> record.startNanos = number();
            case "endTimeUnixNano", "observedTimeUnixNano" -> record.endNanos = number();
            case "flags" -> record.flags = (int) number();
            case "body" -> {
                String body = values.value();
                record.body = body == null ? "" : body;
            }
            case "attributes" -> each(true, () -> attribute(record.attributes, SentRecord.ATTRIBUTES_MAX));
            case "status" -> object(member -> status(record, member));
            case "events" -> each(true, () -> event(record));
            default -> {
                // passed over
            }
        }
    }

    private void status(SentRecord record, String name) throws IOException {
        if (name.equals("code")) {
            boolean named = parser.currentToken() == JsonToken.VALUE_STRING
                    && parser.getText().equals(ERROR);
            record.status = named ? SentRecord.STATUS_ERROR : (int) number();
        } else if (name.equals("message")) {
            record.statusMessage = text();
        }
    }

    private void event(SentRecord record) throws IOException {
        String[] name = {""};
        Map<String, String> attributes = new HashMap<>();
        members(member -> {
            if (member.equals("name")) {
                name[0] = text();
            } else {
                each(member.equals("attributes"), () -> attribute(attributes, SpanEvent.ATTRIBUTES_MAX));
            }
        });
        record.add(new SpanEvent(name[0], attributes));
    }

    /** The value may come before its key. */
    private void attribute(Map<String, String> attributes, int max) throws IOException {
        String[] pair = new String[2];
        members(member -> {
            if (member.equals("key")) {
                pair[0] = text();
            } else if (member.equals("value") && (pair[0] == null || Keys.isWanted(pair[0]))) {
                pair[1] = values.value();
            }
        });
        if (pair[0] != null && pair[1] != null && Keys.isWanted(pair[0]) && attributes.size() < max) {
            attributes.put(pair[0], pair[1]);
        }
    }
}
