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
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The routes of OTLP/HTTP. A request is answered when what it says is in a file; its events are stored when their trace is
 * complete.
 */
public final class OtlpRoutes {

    private static final MediaTypes TYPES = new MediaTypes(List.of("application/x-protobuf", "application/json"));

    private final Intake intake;
    private final LongSupplier clock;
    private final BodyWork work;
    private final OtlpCounters counters = new OtlpCounters();
    private final StatusMessages errors = new StatusMessages();
    private final Outlet outlet;

    /** Stores events of a client, which its User-Agent and the name of its key tell; each may be null. */
    public interface Writer {
        Future<WriteReply> write(String userAgent, String key, List<TraceEvent> events);
    }

    /**
     * @param clock the time in epoch milliseconds
     * @param telling for what is due, beside the decoding of what comes
     * @param rest completes after so many milliseconds, on the event loop of the requests
     */
    public OtlpRoutes(
            Intake intake,
            LongSupplier clock,
            BodyWork work,
            BodyWork telling,
            LongFunction<Future<Void>> rest,
            Writer writer,
            OtlpSettings settings) {
        this.intake = intake;
        this.clock = clock;
        this.work = work;
        this.outlet = new Outlet(settings, counters, new StepEvents(intake, counters), clock, telling, rest, writer);
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
        return outlet.room()
                .entered(length)
                .compose(in -> work.readBeside(
                                call.body(),
                                body -> take(
                                        signal, encoding, sender, call.caller().name(), body))
                        .andThen(over -> outlet.room().left(length)))
                .map(broken -> {
                    outlet.look();
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
            outlet.open().add(decoded.items(), clock.getAsLong());
        }
        return decoded.broken();
    }

    /** Call this every second, on the event loop of the requests: stores what is complete. */
    public void everySecond() {
        outlet.everySecond();
    }

    /** Call this when no request comes any more. */
    public void close() {
        outlet.close();
    }
}
