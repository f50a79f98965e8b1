package ai.openclaw.lightning.intake.otlp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the trace state of a span says of sampling, by the conventions of OpenTelemetry for consistent probabilities. */
final class Sampling {

    /** The threshold below which random numbers are dropped: up to 14 hexadecimal digits, of which zeros are left out. */
    private static final Pattern THRESHOLD =
            Pattern.compile("(?:^|,)\\s*ot=(?:[^,]*;)?th:([0-9a-f]{1,14})(?:[;,\\s]|$)");

    private static final int DIGITS = 14;
    private static final double ALL = 0x1p56;

    private Sampling() {}

    /** The share of traces that comes through, more than 0 and less than 1; null where all do or nobody says. */
    static String share(String traceState) {
        if (traceState.isEmpty()) {
            return null;
        }
        Matcher threshold = THRESHOLD.matcher(traceState);
        if (!threshold.find()) {
            return null;
        }
        String digits = threshold.group(1);
        long dropped = Long.parseLong(digits + "0".repeat(DIGITS - digits.length()), 16);
        return dropped == 0
                ? null
                : new BigDecimal((ALL - dropped) / ALL)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
