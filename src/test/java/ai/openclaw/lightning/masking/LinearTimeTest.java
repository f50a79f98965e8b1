package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four times the text takes about four times as long, also for texts made of near-misses; quadratic would be 16. */
@Tag("once")
@Tag("computes")
class LinearTimeTest {
    private static final int SMALL = 256 * 1024;
    private static final int RATIO_MAX = 9;
    private static final long NANOSECONDS_MAX_LARGE = 2_000_000_000L;

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                ":",
                "-",
                "--",
                "_",
                ".",
                "A",
                "eyJ",
                "-eyJ",
                ".eyJ",
                "eyJaaaaaaaa.",
                "b ",
                "Bearer ",
                "Basic aaaa ",
                "AKIA",
                "ghp_",
                "sk-",
                "sk-ant-",
                "sk-ant-a ",
                "xoxb-",
                "://",
                "a://b:",
                "a://a:b@",
                "a://b:c",
                "ya29.",
                "hooks.slack.com/services/",
                "-----BEGIN ",
                "-----BEGIN RSA PRIVATE KE",
                "-----END ",
                "password",
                "password:",
                "password=",
                "password=\"",
                "password='",
                "password=`",
                "password=\\\"",
                "password=\"\n",
                "password=\\\"\npassword=\"\n",
                "password=$A",
                "password=${",
                "password=\"${",
                "password=<",
                "password=\"<",
                "password={",
                "password={{",
                "\"password\":{",
                "\"password\":[\"",
                "password=f(",
                "password=f[",
                "password=a&b",
                "password=a&",
                "pwd=/",
                "cookie: a",
                "cookie: a=",
                "passphrase: ${",
                "passphrase: <",
                "authorization: bearer ${",
                "authorization: bearer <",
                "<password>",
                "<password>a",
                "<password>a<",
                "--password",
                "--password ",
                "--token --",
                "token: a ",
                "\\",
                "\\\\\\\"",
                "%3D",
                "password=\\\\\\\"${\n",
                "password=x\\",
                "password=\\",
                "\"password\":\"x\\\\",
                "{\"a\":",
                "[[[[",
                "key:",
                "password                                =",
                "a.b.c.d.e.f.g.h=",
                "password=a.b.token",
                "token token:"
            })
    void maskText_nearMisses_takesLinearTime(String piece) {
        String small = piece.repeat(SMALL / piece.length());
        String large = piece.repeat(4 * SMALL / piece.length());
        masker.maskText(small);
        double ratio = Double.MAX_VALUE;
        long smallBest = Long.MAX_VALUE;
        long largeBest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 8 && ratio > RATIO_MAX; attempt++) {
            smallBest = Math.min(smallBest, best(small));
            largeBest = Math.min(largeBest, best(large));
            // Below half a millisecond the clock and the collector are measured, not the masking.
            ratio = (double) largeBest / Math.max(smallBest, 500_000);
        }
        assertThat(ratio).as("time of 1 MiB / time of 256 KiB of '%s'", piece).isLessThan(RATIO_MAX);
        assertThat(largeBest).isLessThan(NANOSECONDS_MAX_LARGE);
    }

    private long best(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = CpuTime.nanoseconds();
            masker.maskText(text);
            best = Math.min(best, CpuTime.nanoseconds() - start);
        }
        return best;
    }
}
