package ai.openclaw.lightning.otlp;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Lets requests in as long as there is memory for what they bring. The others wait for their turn: a client that is told
 * to come back sleeps longer than it takes to store what is in its way. For one event loop.
 */
final class Room {

    /** Exporters give up after ten seconds, if nobody tells them otherwise. */
    private static final long WAIT_MS = 5_000;

    private final LongSupplier clock;
    private final LongSupplier free;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** Of the requests that are inside. */
    private long coming;

    private record Waiting(Promise<Void> turn, int bytes, long since) {}

    /**
     * @param clock epoch milliseconds
     * @param free how many bytes may be inside
     */
    Room(LongSupplier clock, LongSupplier free) {
        this.clock = clock;
        this.free = free;
    }

    /** Completes when the body may be read; {@link #left} must then follow. Fails with a refusal if that takes too long. */
    Future<Void> entered(int bytes) {
        if (waiting.isEmpty() && hasRoom()) {
            coming += bytes;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(new Waiting(turn, bytes, clock.getAsLong()));
        return turn.future();
    }

    void left(int bytes) {
        coming -= bytes;
    }

    private boolean hasRoom() {
        return coming < free.getAsLong();
    }

    /** Call this when something was stored, and every second. */
    void look() {
        while (!waiting.isEmpty() && hasRoom()) {
            Waiting next = waiting.remove();
            coming += next.bytes();
            next.turn().complete();
        }
        while (!waiting.isEmpty() && clock.getAsLong() - waiting.element().since() > WAIT_MS) {
            waiting.remove().turn().fail(Flood.busy());
        }
    }
}
