package ai.openclaw.lightning.writer;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request through the queue, as with a hundred clients: a hundred wait, then all of them are a batch. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class QueueBenchmark {

    private static final int WAITING = 100;

    private final WriteRequest request = WriteRequest.of(List.of(
            new TraceEvent.ToolCall(
                    null,
                    "sess-1",
                    1_800_000_000_000L,
                    null,
                    "web_search",
                    Content.whole("{}"),
                    Content.whole("[]"),
                    null,
                    null, 123L)), null);
    private final WriteQueue<WriteRequest> queue =
            new WriteQueue<>(10_000, 8 << 20, waiting -> waiting.events().size(), WriteRequest::contentBytes);

    @Benchmark
    @OperationsPerInvocation(WAITING)
    public List<WriteRequest> offerAndDrain() {
        for (int i = 0; i < WAITING; i++) {
            queue.offer(request);
        }
        return queue.drain(1_000);
    }
}
