package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.Set;
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

/** A body becomes events: one tool call of 400 bytes, and a batch of 50 of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class DecodeBenchmark {

    private static final String FIELDS = "\"session_key\":\"sess-0123456789\",\"tool_name\":\"web_search\","
            + "\"params\":{\"query\":\"how to configure vert.x jdbc client with sqlite\",\"count\":10},"
            + "\"result\":{\"status\":\"ok\",\"items\":[{\"title\":\"Vert.x JDBC\",\"url\":\"https://example.org/a\"},"
            + "{\"title\":\"SQLite WAL\",\"url\":\"https://example.org/b\"}]},\"duration_ms\":123}";
    private static final byte[] CALL = ("{" + FIELDS).getBytes(StandardCharsets.UTF_8);
    private static final byte[] BATCH = ("{\"events\":["
                    + String.join(",", Collections.nCopies(50, "{\"type\":\"tool.call\"," + FIELDS))
                    + "]}")
            .getBytes(StandardCharsets.UTF_8);

    /** Switched off, what is left is parsing, checking and writing the fields anew. */
    @Param({"true", "false"})
    public boolean masking;

    private EventDecoder decoder;

    @Setup
    public void decoder() {
        Masker masker = new Masker(new MaskingRules(masking, List.of(), List.of()));
        Intake intake = new Intake(
                masker,
                16_384,
                System::currentTimeMillis,
                () -> "0af7651916cd43dd8448eb211c80319c",
                () -> ActiveGuidance.EMPTY, Set.of(TraceOrigin.USER));
        decoder = new EventDecoder(intake, 1_000);
    }

    @Benchmark
    public TraceEvent toolCall() {
        return decoder.event(EventKind.TOOL_CALL, CALL, CALL.length);
    }

    @Benchmark
    public Batch batchOf50() {
        return decoder.batch(BATCH, BATCH.length);
    }
}
