package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Decodes requests of OTLP: what of their records is kept. May be used from several threads at once. */
public final class OtlpDecoder {

    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

    /**
     * What the items of a request may take in memory, each as if it were alone in its trace. That is more than real exporters
     * send at a time: batches have 512 records, and 8,192 behind a collector.
     */
    private static final long ITEMS_BYTES_MAX = 8L << 20;

    private final Intake intake;
    private final LongSupplier clock;

    /** @param clock epoch milliseconds */
    public OtlpDecoder(Intake intake, LongSupplier clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * What a request was about.
     *
     * @param items what is kept
     * @param kept records that something was kept of
     * @param foreign records that are no agent's doing
     * @param broken records without an id
     */
    public record Decoded(List<PackedItem> items, int kept, int foreign, int broken) {}

    /**
     * Throws a rejection for what is no request of that kind, or would take too much memory.
     *
     * @param sender how its User-Agent begins, or null
     * @param key the name of the key that it came with, or null
     */
    public Decoded decode(Signal signal, Encoding encoding, byte[] bytes, int length, String sender, String key) {
        try (Contents contents = intake.contents()) {
            Sorting sorting = new Sorting(signal, contents, sender, key, clock.getAsLong());
            if (encoding == Encoding.JSON) {
                JsonReader.read(signal, bytes, length, sorting::take);
            } else {
                ProtobufReader.read(signal, bytes, length, sorting::take);
            }
            return new Decoded(sorting.items, sorting.kept, sorting.foreign, sorting.broken);
        }
    }

    /** Takes the records of one request. */
    private static final class Sorting {

        private final Signal signal;
        private final String key;
        private final SpanItems spans;
        private final LogItems logs;
        private final WireWriter wire = new WireWriter();
        private final List<PackedItem> items = new ArrayList<>();
        private long bytes;
        private int kept;
        private int foreign;
        private int broken;

        Sorting(Signal signal, Contents contents, String sender, String key, long now) {
            this.signal = signal;
            this.key = key;
            this.spans = new SpanItems(contents, sender, now);
            this.logs = new LogItems(contents, sender, now);
        }

        void take(SentRecord record) {
            if (signal == Signal.TRACES && !hasIds(record)) {
                broken++;
                return;
            }
            boolean tells = false;
            for (Item item : signal == Signal.TRACES ? spans.of(record) : logs.of(record)) {
                add(PackedItem.of(key == null ? item : item.with(Fact.KEY, key), wire));
                tells |= item.kind() != Kind.ROOT;
            }
            kept += tells ? 1 : 0;
            foreign += tells ? 0 : 1;
        }

        private void add(PackedItem item) {
            items.add(item);
            bytes += item.size() + Group.BYTES_ALONE;
            if (bytes > ITEMS_BYTES_MAX) {
                throw Rejection.tooLarge("the request has too many records; send fewer at a time");
            }
        }
    }

    private static boolean hasIds(SentRecord span) {
        return isId(span.traceId, TRACE_ID_DIGITS) && isId(span.spanId, SPAN_ID_DIGITS);
    }

    private static boolean isId(String id, int digits) {
        boolean zero = true;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
            zero &= c == '0';
        }
        return !zero && id.length() == digits;
    }
}
