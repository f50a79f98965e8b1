package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people type it: so long ago ({@code 7d}, {@code 12h}, {@code 30m}), a day, or an instant of ISO 8601. */
final class Moment {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([dhms])");
    private static final Map<String, Duration> UNITS = Map.of(
            "d", Duration.ofDays(1), "h", Duration.ofHours(1), "m", Duration.ofMinutes(1), "s", Duration.ofSeconds(1));

    private Moment() {}

    /** Epoch milliseconds; {@code option} is named where the text is none of these. */
    static long parse(String option, String text, Instant now) {
        Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            return now.minus(UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))))
                    .toEpochMilli();
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text).toEpochMilli()
                    : LocalDate.parse(text)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + ": \"" + text + "\" is no time; write 7d, 12h, 2026-11-22 or 2026-11-22T08:00:00Z");
        }
    }
}
