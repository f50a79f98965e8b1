package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as people write it: {@code 90m}, {@code 2h}, {@code 7d} ago, a day, or a local or exact time. */
final class Since {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private Since() {}

    /** Epoch milliseconds; null for null. */
    static Long parse(String text, Instant now, ZoneId zone) {
        if (text == null) {
            return null;
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(length(Long.parseLong(ago.group(1)), ago.group(2).charAt(0)))
                    .toEpochMilli();
        }
        try {
            Instant moment;
            if (!text.contains("T")) {
                moment = LocalDate.parse(text).atStartOfDay(zone).toInstant();
            } else if (text.endsWith("Z")) {
                moment = Instant.parse(text);
            } else {
                moment = LocalDateTime.parse(text).atZone(zone).toInstant();
            }
            return moment.toEpochMilli();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--since: \"" + text + "\" is no time; say 90m, 2h, 7d, 2026-11-20 or 2026-11-20T15:04");
        }
    }

    private static Duration length(long number, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
