package ai.openclaw.lightning.intake.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A span or a log record as it was sent, as far as {@link Keys} wants it. A reader fills it in; nobody changes it
 * afterwards.
 */
final class SentRecord {

    static final int STATUS_ERROR = 2;

    /** Further ones are passed over, and so are further events: each takes ten times the bytes that it was sent in. */
    static final int ATTRIBUTES_MAX = 5_000;

    private static final int EVENTS_MAX = 500;

    private static final long NANOS_PER_MS = 1_000_000;

    /** Attributes of the resource; shared by all records of it. */
    final Map<String, String> resource;

    /** In hexadecimal, lower case; empty where there is none. */
    String traceId = "";

    String spanId = "";
    String parentId = "";

    /** Of a span: what samplers and others wrote beside its ids. */
    String traceState = "";

    /** Of a span, or of the event that a log record tells. */
    String name = "";

    long startNanos;

    /** Of a log record: when it was seen. */
    long endNanos;

    int status;
    String statusMessage = "";
    int flags;

    /** Of a log record. */
    String body = "";

    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<SpanEvent> events = new ArrayList<>(0);

    SentRecord(Map<String, String> resource) {
        this.resource = resource;
    }

    void add(SpanEvent event) {
        if (events.size() < EVENTS_MAX) {
            events.add(event);
        }
    }

    /** The first of these attributes that is there and says something; null where none does. */
    String first(String... keys) {
        for (String key : keys) {
            String value = first(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The attribute, if it says something; else null. */
    String first(String key) {
        String value = attributes.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    String get(String key) {
        return attributes.getOrDefault(key, "");
    }

    long startMs() {
        return ms(startNanos);
    }

    long endMs() {
        return ms(endNanos);
    }

    /** Unsigned on the wire: what is beyond a long is far in the future, as it is here. */
    private static long ms(long nanos) {
        return Long.divideUnsigned(nanos, NANOS_PER_MS);
    }
}
