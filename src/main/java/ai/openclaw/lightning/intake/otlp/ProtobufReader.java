package ai.openclaw.lightning.intake.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads requests in protobuf. The numbers are those of {@code opentelemetry-proto}; fields that are not known are passed
 * over, as every reader of protobuf does.
 */
final class ProtobufReader {

    private final Signal signal;
    private final Consumer<SentRecord> records;

    /** Of the last record; most come side by side and share the text. */
    private String traceId = "";

    private ProtobufReader(Signal signal, Consumer<SentRecord> records) {
        this.signal = signal;
        this.records = records;
    }

    /** Gives the records of a request, one by one: all of them at a time would take many times the memory of the body. */
    static void read(Signal signal, byte[] bytes, int length, Consumer<SentRecord> records) {
        ProtobufReader reader = new ProtobufReader(signal, records);
        Wire request = new Wire(bytes, 0, length);
        for (int field = request.next(); field != 0; field = request.next()) {
            if (field == 1 && request.isLong()) {
                reader.ofResource(request);
            } else {
                request.skip();
            }
        }
    }

    /** The resource may come after its records. */
    private void ofResource(Wire request) {
        Wire wire = request.message();
        Wire again = wire.fromHere();
        Map<String, String> resource = new HashMap<>();
        for (int field = again.next(); field != 0; field = again.next()) {
            if (field == 1 && again.isLong()) {
                resource(again.message(), resource);
            } else {
                again.skip();
            }
        }
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 2 && wire.isLong()) {
                ofScope(wire.message(), resource);
            } else {
                wire.skip();
            }
        }
    }

    private void ofScope(Wire wire, Map<String, String> resource) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 2 && wire.isLong()) {
                SentRecord record = new SentRecord(resource);
                if (signal == Signal.TRACES) {
                    span(wire.message(), record);
                } else {
                    log(wire.message(), record);
                }
                records.accept(record);
            } else {
                wire.skip();
            }
        }
    }

    private void span(Wire wire, SentRecord record) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> {
                    String id = wire.hex();
                    traceId = id.equals(traceId) ? traceId : id;
                    record.traceId = traceId;
                }
                case 2 -> record.spanId = wire.hex();
                case 3 -> record.traceState = wire.text();
                case 4 -> record.parentId = wire.hex();
                case 5 -> record.name = wire.text();
                case 7 -> record.startNanos = wire.fixed64();
                case 8 -> record.endNanos = wire.fixed64();
                case 9 -> attribute(wire.message(), record.attributes, SentRecord.ATTRIBUTES_MAX);
                case 11 -> event(wire.message(), record);
                case 15 -> status(wire.message(), record);
                case 16 -> record.flags = wire.fixed32();
                default -> wire.skip();
            }
        }
    }

    private static void log(Wire wire, SentRecord record) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> record.startNanos = wire.fixed64();
                case 5 -> {
                    String body = Values.text(wire.message());
                    record.body = body == null ? "" : body;
                }
                case 6 -> attribute(wire.message(), record.attributes, SentRecord.ATTRIBUTES_MAX);
                case 9 -> record.traceId = wire.hex();
                case 10 -> record.spanId = wire.hex();
                case 11 -> record.endNanos = wire.fixed64();
                case 12 -> record.name = wire.text();
                default -> wire.skip();
            }
        }
    }

    private static void event(Wire wire, SentRecord record) {
        String name = "";
        Map<String, String> attributes = new HashMap<>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 2 -> name = wire.text();
                case 3 -> attribute(wire.message(), attributes, SpanEvent.ATTRIBUTES_MAX);
                default -> wire.skip();
            }
        }
        record.add(new SpanEvent(name, attributes));
    }

    private static void status(Wire wire, SentRecord record) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 2 -> record.statusMessage = wire.text();
                case 3 -> record.status = (int) wire.number();
                default -> wire.skip();
            }
        }
    }

    private static void resource(Wire wire, Map<String, String> attributes) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 1 && wire.isLong()) {
                attribute(wire.message(), attributes, SentRecord.ATTRIBUTES_MAX);
            } else {
                wire.skip();
            }
        }
    }

    /** Where a key comes twice, the later value counts; a value that is nothing counts as none. */
    private static void attribute(Wire wire, Map<String, String> attributes, int max) {
        String key = "";
        Wire value = null;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> key = wire.text();
                case 2 -> value = wire.message();
                default -> wire.skip();
            }
        }
        if (value != null && Keys.isWanted(key) && attributes.size() < max) {
            String text = Values.text(value);
            if (text != null) {
                attributes.put(key, text);
            }
        }
    }
}
