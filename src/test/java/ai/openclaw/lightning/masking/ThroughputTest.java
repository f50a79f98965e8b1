package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what masking costs, and holds it to allocate nothing for clean text and to mask 20 MB of it a second. */
@Tag("once")
@Tag("computes")
class ThroughputTest {
    private static final int ROUNDS = 10_000;
    private static final int PASSES = 30;
    /** 20 MB/s. */
    private static final long NANOSECONDS_PER_CHARACTER_MAX = 50;

    private static final String MESSAGE =
            "Error: the file src/main/app.py was not found; tried 3 times since 12:30:05. "
                    + "See https://example.com/docs/errors?code=404&lang=en for help, or ask bob@example.com. "
                    + "{\"user_id\": \"mia_li_3668\", \"origin\": \"JFK\", \"max_tokens\": 512, \"cabin\": \"economy\"} ";
    private static final byte[] EVENT = ("{\"type\":\"tool.call\",\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
                    + "\"call_id\":\"12\",\"tool_name\":\"search_flights\",\"params\":{\"origin\":\"JFK\",\"destination\":\"SEA\","
                    + "\"date\":\"2024-05-20\",\"max_tokens\":512},\"result\":\"Found 3 flights: HAT136 at 10:00 for $152, HAT039 "
                    + "at 12:30 for $210 (economy); HAT201 has no seats left. Ask before you book anything.\","
                    + "\"duration_ms\":153,\"timestamp\":1732291200000}")
            .getBytes(StandardCharsets.UTF_8);

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);
    private final Masker off = new Masker(new MaskingRules(false, List.of(), List.of()));

    @Test
    void maskText_clean_allocatesNothing() {
        long nanoseconds = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            nanoseconds = Math.min(nanoseconds, timeOfText());
        }
        long before = CpuTime.allocatedBytes();
        timeOfText();
        long allocated = CpuTime.allocatedBytes() - before;
        System.out.printf(
                Locale.ROOT,
                "masking: %d characters of clean text: %d ns, %.2f bytes allocated%n",
                MESSAGE.length(),
                nanoseconds,
                (double) allocated / ROUNDS);
        assertThat(allocated / ROUNDS).isZero();
        assertThat(nanoseconds).isLessThan(NANOSECONDS_PER_CHARACTER_MAX * MESSAGE.length());
    }

    @Test
    void copyMasked_event_printsCost() throws IOException {
        long with = Long.MAX_VALUE;
        long without = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            without = Math.min(without, timeOfCopy(off));
            with = Math.min(with, timeOfCopy(masker));
        }
        System.out.printf(
                Locale.ROOT,
                "masking: event of %d bytes: copy %d ns, copy and mask %d ns: masking %d ns%n",
                EVENT.length,
                without,
                with,
                with - without);
    }

    private long timeOfText() {
        long start = CpuTime.nanoseconds();
        for (int i = 0; i < ROUNDS; i++) {
            if (!masker.maskText(MESSAGE).equals(MESSAGE)) {
                throw new AssertionError("changed");
            }
        }
        return (CpuTime.nanoseconds() - start) / ROUNDS;
    }

    private static long timeOfCopy(Masker masker) throws IOException {
        JsonFactory factory = new JsonFactory();
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        long start = CpuTime.nanoseconds();
        for (int i = 0; i < ROUNDS; i++) {
            out.reset();
            try (JsonParser parser = factory.createParser(EVENT);
                    JsonGenerator generator = factory.createGenerator(out)) {
                parser.nextToken();
                masker.copyMasked(parser, generator);
            }
        }
        return (CpuTime.nanoseconds() - start) / ROUNDS;
    }
}
