package ai.openclaw.lightning.cli.frame;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in the past as people type it: an age ({@code 30s}, {@code 90m}, {@code 12h}, {@code 7d}), a date, a local time
 * ({@code 2026-11-22T08:00}), or an exact one ({@code 2026-11-22T08:00:00Z}).
 */
public final class PastTime {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([smhd])");

    private PastTime() {}

    /**
     * Parses it to epoch milliseconds.
     *
     * @param option the option that the message names
     * @param zone the time zone of dates and local times; a date means its first moment there
     * @throws CommandFailure if the text is none of these
     */
    public static long parse(String option, String text, Instant now, ZoneId zone) {
        Matcher age = AGE.matcher(text.toLowerCase(Locale.ROOT));
        try {
            Instant time = age.matches()
                    ? now.minus(length(Long.parseLong(age.group(1)), age.group(2)))
                    : text.contains("T") ? dayAndTime(text, zone) : day(text, zone);
            return time.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + ": \"" + text
                            + "\" is not a time; write 90m, 12h, 7d, 2026-11-22, 2026-11-22T08:00 or 2026-11-22T08:00:00Z");
        }
    }

    private static Duration length(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Instant day(String text, ZoneId zone) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }

    private static Instant dayAndTime(String text, ZoneId zone) {
        boolean exact = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
        return exact
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
