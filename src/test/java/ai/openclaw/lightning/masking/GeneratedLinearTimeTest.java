package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twice the text takes about twice the time, for texts made of every key, operator, value and separator: those are the
 * looks ahead and back that masking takes. Time is that of the thread, and the least of several, so that a busy machine
 * changes nothing.
 */
@Tag("once")
@Tag("computes")
class GeneratedLinearTimeTest {
    static final List<String> KEYS = List.of(
            "pwd",
            "\"password\"",
            "\\\"token\\\"",
            "x",
            "cookie",
            "authorization",
            "name",
            "\"value\"",
            "auth",
            "data",
            "--token",
            "-p",
            "curl -u",
            "a://b",
            "<password",
            "datadog",
            "'pass'",
            "PASSWORD",
            "identified by",
            "password is",
            "| password |",
            "INSERT INTO t (token) VALUES",
            "setPassword",
            "a.login",
            "machine x login y password",
            "x,token\n",
            "kind: Secret\ndata",
            "h:5432:d:u",
            "Private-Lines");
    static final List<String> OPERATORS = List.of(
            "=", ":", ": ", " := ", "=>", ">", " ", "(", "[", "://", "%3D", "\\u003d", "&quot;:&quot;", ":\\n ");
    static final List<String> VALUES = List.of(
            "{}",
            "[]",
            "\"\"",
            "\"",
            "'",
            "''a",
            "${",
            "${a",
            "$(",
            "{{",
            "<",
            "<a",
            "%(",
            "a",
            "ab",
            "f(",
            "f[\"",
            "a.b.c",
            "|\n",
            ">\n ",
            "a@b",
            "Bearer ",
            "xxxx",
            "-----BEGIN ",
            "-----END RSA PRIVATE KEY-----",
            "eyJhbGciOi",
            "sk-",
            "AAAAAAAAAAAAAAAA/",
            "cGFzc3dvcmQ9aHVudGVy",
            "\\\"",
            "{\"a\":",
            "!x",
            "(x",
            "\\\\\\u0022",
            "$6$ab$",
            "a||");
    private static final List<String> SEPARATORS = List.of("", " ", "\n", ",", "&", ";", "|", "\\n", "\"");

    private static final int SMALL = 8 * 1024;
    /** What looks slow is looked at again at this size, where a pause of the machine weighs less. */
    private static final int LARGE = 16 * SMALL;

    private static final double RATIO_MAX = 2.5;
    /** Fifty milliseconds for 64 KiB, and as much again for machines that are slower than the one of the bar. */
    private static final double NANOSECONDS_PER_CHARACTER_MAX = 2 * 763;
    /** Below this the clock and the collector are measured, not the masking. */
    private static final long NANOSECONDS_MIN = 600_000;

    private static final int ATTEMPTS = 12;
    /** One of so many patterns is tried; a prime, so that each value meets each separator, key and operator. */
    private static final int STRIDE = Integer.getInteger("masking.patterns.stride", 13);

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @Test
    void maskText_everyKeyOperatorValueAndSeparator_takesLinearTime() {
        List<String> slow = new ArrayList<>();
        int all = KEYS.size() * OPERATORS.size() * VALUES.size() * SEPARATORS.size();
        int patterns = 0;
        double worst = 0;
        for (int i = 0; i < all; i += STRIDE) {
            String piece = piece(i);
            patterns++;
            double perCharacter = nanosecondsPerCharacter(piece, SMALL);
            if (perCharacter < 0) {
                perCharacter = nanosecondsPerCharacter(piece, LARGE);
            }
            worst = Math.max(worst, perCharacter);
            if (perCharacter < 0) {
                slow.add(piece.replace("\n", "<newline>"));
            }
        }
        System.out.printf(
                Locale.ROOT, "masking: %d patterns of %d, at most %.0f ns a character%n", patterns, all, worst);
        assertThat(patterns).isGreaterThan(4_000);
        assertThat(slow).isEmpty();
    }

    private static String piece(int number) {
        int rest = number;
        String key = KEYS.get(rest % KEYS.size());
        rest /= KEYS.size();
        String operator = OPERATORS.get(rest % OPERATORS.size());
        rest /= OPERATORS.size();
        String value = VALUES.get(rest % VALUES.size());
        return key + operator + value + SEPARATORS.get(rest / VALUES.size());
    }

    /** What masking a text of these pieces takes; negative if it takes too long, or twice as much more than twice as long. */
    private double nanosecondsPerCharacter(String piece, int length) {
        String once = piece.repeat(length / piece.length());
        String twice = once + once;
        long onceBest = Long.MAX_VALUE;
        long twiceBest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            onceBest = Math.min(onceBest, time(once));
            twiceBest = Math.min(twiceBest, time(twice));
            boolean linear = twiceBest <= RATIO_MAX * Math.max(onceBest, NANOSECONDS_MIN);
            if (linear && twiceBest <= NANOSECONDS_PER_CHARACTER_MAX * twice.length()) {
                return (double) twiceBest / twice.length();
            }
        }
        return -1;
    }

    private long time(String text) {
        long start = CpuTime.nanoseconds();
        masker.maskText(text);
        return CpuTime.nanoseconds() - start;
    }
}
