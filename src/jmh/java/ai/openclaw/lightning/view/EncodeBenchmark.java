package ai.openclaw.lightning.view;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Answers become bytes: that of one write, and a page of 50 traces. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class EncodeBenchmark {

    private static final int PAGE = 50;

    private final Trace trace = new Trace(
            1,
            "0af7651916cd43dd8448eb211c80319c",
            "sess-0123456789",
            TraceStatus.ENDED,
            Content.whole("Why does the build fail? It did not yesterday, and nothing was changed."),
            1_800_000_000_000L,
            1_800_000_005_321L,
            true,
            null, 1.1,
            1_200L,
            5_321L,
            "agent",
            "model",
            "task",
            "v1",
            TraceOrigin.USER, null, Content.whole("{\"hardness\":\"medium\"}"),
            List.of("read", "exec", "web_search"),
            List.of(),
            7,
            null,
            null);

    @Benchmark
    public byte[] writeAnswer() {
        return Json.write(json -> {
            json.writeBooleanField("success", true);
            json.writeStringField("trace_id", trace.traceId());
            json.writeStringField("session_key", trace.sessionKey());
            json.writeStringField("session_id", trace.sessionKey());
            json.writeBooleanField("traced", true);
            json.writeStringField("tool_name", "web_search");
        });
    }

    @Benchmark
    public byte[] page() {
        return Json.write(json -> {
            json.writeArrayFieldStart("traces");
            for (int i = 0; i < PAGE; i++) {
                json.writeStartObject();
                TraceJson.write(json, trace);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNullField("next");
        });
    }
}
