package ai.openclaw.lightning.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers as people read them. Null is a dash everywhere. Without {@code String.format}, whose locale data takes a
 * tenth of the time that a command has.
 */
public final class Amounts {

    private static final String NONE = "-";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Amounts() {}

    /** 12,345. */
    public static String count(Number count) {
        return count == null ? NONE : grouped(count.longValue());
    }

    /** 1 trace, 12,345 traces. */
    public static String count(Number count, String one) {
        return count(count) + " " + one + (count != null && count.longValue() == 1 ? "" : "s");
    }

    /** 640 B, 12 KiB, 3.4 MiB. */
    public static String bytes(Number bytes) {
        if (bytes == null) {
            return NONE;
        }
        double amount = bytes.doubleValue();
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (amount >= 1024 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        return decimal(amount, amount < 10 && unit > 0 ? 1 : 0) + " " + units[unit];
    }

    /** 250 ms, 1.2 s, 34 s, 5 min, 3 h 12 min, 4 d 2 h. */
    public static String duration(Number milliseconds) {
        if (milliseconds == null) {
            return NONE;
        }
        double ms = milliseconds.doubleValue();
        long seconds = Math.round(ms / 1_000);
        if (ms < 1_000) {
            return Math.round(ms) + " ms";
        } else if (ms < 9_950) {
            return decimal(ms / 1_000, 1) + " s";
        } else if (seconds < 120) {
            return seconds + " s";
        } else if (seconds < 7_200) {
            return seconds / 60 + " min";
        } else if (seconds < 172_800) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }

    /** 62 %. */
    public static String share(Number share) {
        return share == null ? NONE : decimal(share.doubleValue() * 100, 0) + " %";
    }

    /** +12 points, -3.1 points: a difference of two shares. */
    public static String points(Number difference) {
        return difference == null ? NONE : signed(difference.doubleValue() * 100) + " points";
    }

    /** +0.42, -1.3. */
    public static String signed(double number) {
        double size = Math.abs(number);
        return (number < 0 ? "-" : "+") + decimal(size, size >= 9.95 ? 0 : size >= 0.95 ? 1 : 2);
    }

    private static String decimal(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static String grouped(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    /** The minute in this machine's time zone. */
    public static String minute(Number epochMs) {
        return epochMs == null ? NONE : MINUTE.format(local(epochMs));
    }

    /** The second in this machine's time zone. */
    public static String second(Number epochMs) {
        return epochMs == null ? NONE : SECOND.format(local(epochMs));
    }

    private static ZonedDateTime local(Number epochMs) {
        return Instant.ofEpochMilli(epochMs.longValue()).atZone(ZoneId.systemDefault());
    }
}
