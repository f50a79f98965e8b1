package ai.openclaw.lightning.live;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whoever listens on {@code GET /live} that something was stored or learned, as server-sent events. It says that
 * and not what: listeners ask for what they show, so a stream costs the same at any load. For one event loop.
 */
public final class Live {

    static final int STREAMS_MAX = 16;

    /** Between two messages, so that a busy agent does not keep every listener asking. */
    static final long PAUSE_MS = 250;

    private static final int HEARTBEAT_SECONDS = 15;
    private static final int BYTES_HELD = 1_024;
    private static final CharSequence EVENT_STREAM = "text/event-stream";
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");

    private final Vertx vertx;
    private final long startedAt;
    private final Set<LiveStream> open = new LinkedHashSet<>();
    private long changes;
    private long told;
    private boolean pausing;
    private long seconds;
    private Object learned;

    /** @param startedAt tells the ids of this run from those of another */
    public Live(Vertx vertx, long startedAt) {
        this.vertx = vertx;
        this.startedAt = startedAt;
    }

    /** The one route. */
    public List<Route> routes() {
        return List.of(Route.get("/live", this::listen));
    }

    private Future<Answer> listen(Call call) {
        open.removeIf(LiveStream::isGone);
        if (open.size() >= STREAMS_MAX) {
            throw Refusal.busy("too many listen already; try again later");
        }
        LiveStream stream = new LiveStream(call.request().response());
        // Whoever comes back and missed something hears of it at once; whoever is new learns where it is.
        stream.send(id().equals(call.request().getHeader("last-event-id")) ? HEARTBEAT : message());
        open.add(stream);
        return Future.succeededFuture(new Answer.Stream(200, EVENT_STREAM, stream, BYTES_HELD, Map.of()));
    }

    private String id() {
        return startedAt + "-" + changes;
    }

    private Buffer message() {
        return Buffer.buffer("id: " + id() + "\nevent: changed\ndata: {\"changes\":" + changes + "}\n\n");
    }

    /** Something was stored, learned or decided. */
    public void changed() {
        changes++;
        if (!pausing && !open.isEmpty()) {
            tell();
        }
    }

    private void tell() {
        pausing = true;
        told = changes;
        Buffer message = message();
        open.forEach(stream -> stream.send(message));
        vertx.setTimer(PAUSE_MS, over -> {
            pausing = false;
            if (changes != told) {
                tell();
            }
        });
    }

    /**
     * Call this every second.
     *
     * @param now what is learned; each time that it changes it is another object
     */
    public void everySecond(Object now) {
        open.removeIf(LiveStream::isGone);
        if (learned != now) {
            learned = now;
            changed();
        }
        // Proxies and browsers give up a connection on which nothing comes.
        if (++seconds % HEARTBEAT_SECONDS == 0) {
            open.forEach(stream -> stream.send(HEARTBEAT));
        }
    }

    /** Ends all streams, which would otherwise hold up the stop. */
    public void close() {
        open.forEach(LiveStream::end);
        open.clear();
    }
}
