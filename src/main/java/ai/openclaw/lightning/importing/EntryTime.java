package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** When an entry was written, as far as a bridge would believe it. */
final class EntryTime {

    private static final long YEAR_2000_MS = 946_684_800_000L;
    private static final long AHEAD_MS_MAX = Duration.ofHours(12).toMillis();
    private static final long SECONDS_MAX = 100_000_000_000L;

    private EntryTime() {}

    /** Epoch milliseconds; that other time for what is no time. */
    static long of(JsonNode time, long otherwise) {
        long ms = milliseconds(time);
        return ms >= YEAR_2000_MS && ms <= System.currentTimeMillis() + AHEAD_MS_MAX ? ms : otherwise;
    }

    private static long milliseconds(JsonNode time) {
        if (time.isNumber()) {
            double number = time.asDouble();
            return Math.round(number < SECONDS_MAX ? number * 1_000 : number);
        }
        try {
            return time.isTextual() ? instant(time.textValue()).toEpochMilli() : 0;
        } catch (DateTimeParseException notATime) {
            return 0;
        }
    }

    private static Instant instant(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : OffsetDateTime.parse(text).toInstant();
    }
}
