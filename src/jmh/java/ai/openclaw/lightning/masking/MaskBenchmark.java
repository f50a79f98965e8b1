package ai.openclaw.lightning.masking;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Text goes through the masker, with and without a secret in it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class MaskBenchmark {

    private static final String PROSE =
            "Error: the file src/main/app.py was not found; tried 3 times since 12:30:05. See https://example.com/docs. ";

    /** Characters of the text. */
    @Param({"100", "1000", "10000"})
    public int length;

    private final Masker masker = new Masker(new MaskingRules(true, List.of(), List.of()));
    private String clean;
    private String secret;

    @Setup
    public void texts() {
        clean = PROSE.repeat(1 + length / PROSE.length()).substring(0, length);
        secret = clean.substring(0, length / 2) + " password=correcthorse " + clean.substring(length / 2);
    }

    @Benchmark
    public String clean() {
        return masker.maskText(clean);
    }

    @Benchmark
    public String withSecret() {
        return masker.maskText(secret);
    }
}
