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
    /**
     * What looks slow is looked at again from this size on. Escapes are undone in windows of half of it. Where no separator
     * is near, the end of a window cuts a piece in two, which may look like a secret, and a text with a secret is looked at
     * up to five times. So the first cut makes each character dearer, but once, not with every doubling.
     */
    private static final int LARGE = 256 * 1024;

    /** For twice the text. */
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
        String worstPiece = "";
        for (int i = 0; i < all; i += STRIDE) {
            String piece = piece(i);
            patterns++;
            double perCharacter = nanosecondsPerCharacter(piece, SMALL, 1);
            if (perCharacter < 0) {
                perCharacter = nanosecondsPerCharacter(piece, LARGE, 2);
            }
            if (perCharacter < 0) {
                slow.add(shown(piece));
            }
            worstPiece = perCharacter > worst ? piece : worstPiece;
            worst = Math.max(worst, perCharacter);
        }
        System.out.printf(
                Locale.ROOT,
                "masking: %d patterns of %d, at most %.0f ns a character, for '%s'%n",
                patterns,
                all,
                worst,
                shown(worstPiece));
        assertThat(patterns).isGreaterThan(4_000);
        assertThat(slow).isEmpty();
    }

    private static String shown(String piece) {
        return piece.replace("\n", "<newline>");
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

    /**
     * What masking a text of these pieces takes, doubled so many times; negative if that takes too long, or more than
     * {@link #RATIO_MAX} for each doubling.
     */
    private double nanosecondsPerCharacter(String piece, int length, int doublings) {
        String small = piece.repeat(length / piece.length());
        String large = small.repeat(1 << doublings);
        double ratioMax = Math.pow(RATIO_MAX, doublings);
        long smallBest = Long.MAX_VALUE;
        long largeBest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            smallBest = Math.min(smallBest, time(small));
            largeBest = Math.min(largeBest, time(large));
            boolean linear = largeBest <= ratioMax * Math.max(smallBest, NANOSECONDS_MIN);
            if (linear && largeBest <= NANOSECONDS_PER_CHARACTER_MAX * large.length()) {
                return (double) largeBest / large.length();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "masking: '%s' takes %.0f ns a character of %d, %.1f times the time of %d%n",
                shown(piece),
                (double) largeBest / large.length(),
                large.length(),
                (double) largeBest / smallBest,
                small.length());
        return -1;
    }

    private long time(String text) {
        long start = CpuTime.nanoseconds();
        masker.maskText(text);
        return CpuTime.nanoseconds() - start;
    }
}
