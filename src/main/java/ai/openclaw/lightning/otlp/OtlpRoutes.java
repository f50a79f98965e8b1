package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Body;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.otlp.Encoding;
import ai.openclaw.lightning.intake.otlp.OtlpDecoder;
import ai.openclaw.lightning.intake.otlp.Signal;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of OTLP/HTTP. A request is answered when what it says is in a file; its events are stored when their trace is
 * complete.
 */
public final class OtlpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpRoutes.class);

    private static final MediaTypes TYPES = new MediaTypes(List.of("application/x-protobuf", "application/json"));

    /** Of one request to the writer; a trace may have more. */
    private static final int EVENTS_MAX = 500;

    private final Intake intake;
    private final LongSupplier clock;
    private final BodyWork work;
    private final Writer writer;
    private final OtlpSettings settings;
    private final OtlpCounters counters = new OtlpCounters();
    private final StatusMessages errors = new StatusMessages();
    private final StepEvents events;
    private final Room room;

    /** Null until something comes, or was left by the last bridge; then for ever. */
    private volatile OpenTraces open;

    private boolean storing;
    private boolean syncing;

    /** Stores events of a client, which its User-Agent and the name of its key tell; each may be null. */
    public interface Writer {
        Future<WriteReply> write(String userAgent, String key, List<TraceEvent> events);
    }

    /**
     * @param clock the time in epoch milliseconds
     */
    public OtlpRoutes(Intake intake, LongSupplier clock, BodyWork work, Writer writer, OtlpSettings settings) {
        this.intake = intake;
        this.clock = clock;
        this.work = work;
        this.writer = writer;
        this.settings = settings;
        this.events = new StepEvents(intake, counters);
        this.room = new Room(clock, () -> open == null ? 0 : open.bytes());
    }

    public OtlpCounters counters() {
        return counters;
    }

    /** {@code bytesMax} is for a body that is decompressed. */
    public List<Route> routes(int bytesMax) {
        return List.of(
                route("/v1/traces", bytesMax, call -> take(call, Signal.TRACES)),
                route("/v1/logs", bytesMax, call -> take(call, Signal.LOGS)),
                route("/v1/metrics", bytesMax, this::drop));
    }

    private Route route(String path, int bytesMax, Route.Handler handler) {
        return Route.post(path, TYPES, bytesMax, handler).failing(errors);
    }

    /** Exporters send all their signals to one address, and log an error for each that is refused. */
    private Future<Answer> drop(Call call) {
        counters.metrics();
        return Future.succeededFuture(StatusMessages.taken(call.request(), "rejectedDataPoints", 0));
    }

    private Future<Answer> take(Call call, Signal signal) {
        HttpServerRequest request = call.request();
        Encoding encoding = StatusMessages.encoding(request);
        String sender = request.getHeader(HttpHeaders.USER_AGENT);
        int length = call.body().length();
        return room.entered(length)
                .compose(in -> work.readBeside(
                                call.body(),
                                body -> take(
                                        signal, encoding, sender, call.caller().name(), body))
                        .andThen(over -> room.left(length)))
                .map(broken -> {
                    if (open != null && open.isFull()) {
                        storeDue();
                    }
                    return StatusMessages.taken(
                            request, signal == Signal.TRACES ? "rejectedSpans" : "rejectedLogRecords", broken);
                });
    }

    /** How many records were broken. */
    private int take(Signal signal, Encoding encoding, String sender, String key, Body body) {
        OtlpDecoder.Decoded decoded = body.length() == 0 && encoding == Encoding.PROTOBUF
                ? new OtlpDecoder.Decoded(List.of(), 0, 0, 0)
                : new OtlpDecoder(intake, clock).decode(signal, encoding, body.bytes(), body.length(), sender, key);
        counters.decoded(decoded.kept(), decoded.foreign(), decoded.broken());
        if (!decoded.items().isEmpty()) {
            opened().add(decoded.items(), clock.getAsLong());
        }
        return decoded.broken();
    }

    private synchronized OpenTraces opened() {
        if (open == null) {
            OpenTraces fresh = new OpenTraces(settings, counters);
            fresh.resume(clock.getAsLong());
            open = fresh;
        }
        return open;
    }

    /** Call this every second, on the event loop of the requests: stores what is complete. */
    public void everySecond() {
        room.look();
        if (open == null && !Files.exists(settings.file())) {
            return;
        }
        if (!syncing) {
            syncing = true;
            work.beside(() -> {
                        opened().everySecond();
                        return null;
                    })
                    .andThen(over -> syncing = false);
        }
        storeDue();
    }

    private void storeDue() {
        if (storing) {
            return;
        }
        storing = true;
        work.beside(() -> opened().due(clock.getAsLong()).stream()
                        .map(this::made)
                        .filter(Objects::nonNull)
                        .toList())
                .compose(made -> store(made)
                        .map(stored ->
                                made.stream().anyMatch(one -> !one.events().isEmpty())))
                .otherwise(failure -> {
                    LOG.warn("spans wait longer for being stored: {}", failure.toString());
                    return false;
                })
                .map(any -> {
                    storing = false;
                    room.look();
                    if (any && open.isFull()) {
                        storeDue(); // clients may wait for room, and so send nothing that would ask for this
                    }
                    return null;
                });
    }

    private record Made(OpenTraces.Due due, List<TraceEvent> events) {}

    /** Null where nothing can be made of it. */
    private Made made(OpenTraces.Due due) {
        try {
            return new Made(due, events.of(due.telling().steps()));
        } catch (RuntimeException broken) {
            opened().giveUp(due.group(), broken);
            return null;
        }
    }

    private Future<Void> store(List<Made> made) {
        List<OpenTraces.Due> stored = new ArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        for (Made one : made) {
            all.add(store(one).map(done -> stored.add(one.due())));
        }
        // What could not be stored is due again; what could is not.
        return Future.join(all)
                .transform(over -> work.beside(() -> {
                            opened().stored(stored);
                            return null;
                        })
                        .compose(marked ->
                                over.failed() ? Future.failedFuture(over.cause()) : Future.succeededFuture()));
    }

    private Future<?> store(Made made) {
        Future<?> stored = Future.succeededFuture();
        for (int from = 0; from < made.events().size(); from += EVENTS_MAX) {
            List<TraceEvent> some =
                    made.events().subList(from, Math.min(made.events().size(), from + EVENTS_MAX));
            stored = stored.compose(before -> writer.write(
                    made.due().telling().sender(), made.due().telling().key(), some));
        }
        return stored;
    }

    /** Call this when no request comes any more. */
    public void close() {
        OpenTraces last = open;
        if (last != null) {
            last.close();
        }
    }
}
