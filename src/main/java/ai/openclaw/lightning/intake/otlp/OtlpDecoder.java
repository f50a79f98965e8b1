package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Decodes requests of OTLP: what of their records is kept. May be used from several threads at once. */
public final class OtlpDecoder {

    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

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
    public record Decoded(List<Item> items, int kept, int foreign, int broken) {}

    /** Throws a rejection for what is no request of that kind; {@code sender} is how its User-Agent begins, or null. */
    public Decoded decode(Signal signal, Encoding encoding, byte[] bytes, int length, String sender) {
        List<SentRecord> records = encoding == Encoding.JSON
                ? JsonReader.read(signal, bytes, length)
                : ProtobufReader.read(signal, bytes, length);
        List<Item> items = new ArrayList<>();
        int kept = 0;
        int broken = 0;
        try (Contents contents = intake.contents()) {
            SpanItems spans = new SpanItems(contents, sender, clock.getAsLong());
            LogItems logs = new LogItems(contents, sender, clock.getAsLong());
            for (SentRecord record : records) {
                if (signal == Signal.TRACES && !hasIds(record)) {
                    broken++;
                    continue;
                }
                List<Item> of = signal == Signal.TRACES ? spans.of(record) : logs.of(record);
                items.addAll(of);
                kept += of.stream().allMatch(item -> item.kind() == Kind.ROOT) ? 0 : 1;
            }
        }
        return new Decoded(items, kept, records.size() - kept - broken, broken);
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
