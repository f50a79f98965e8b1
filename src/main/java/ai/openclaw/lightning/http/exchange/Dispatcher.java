package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.access.Caller;
import ai.openclaw.lightning.connections.Connections;
import ai.openclaw.lightning.intake.Rejection;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Takes every request through the same steps, in the order that the contract fixes: Host, Origin, key, route, method,
 * media type, size; then the handler; then the answer, whatever happened. For one event loop.
 */
public final class Dispatcher implements Handler<HttpServerRequest> {

    static final String NO_SUCH_ROUTE = "no such route";

    private final RequestGuards guards;
    private final Router router;
    private final Connections connections;
    private final BodyReader bodies;
    private final Problems problems;
    private final HttpCounters counters;
    private final AnswerSender sender;
    private final long discardBytesMax;
    /** By path, also for requests that the guards refuse. */
    private final Map<String, ErrorFormat> errors = new HashMap<>();

    /**
     * Serves no route until {@link #serve} names them.
     *
     * @param router empty
     * @param ids makes random hex text, for the ids of unexpected failures
     */
    public Dispatcher(RequestRules rules, Router router, HttpCounters counters, Supplier<String> ids) {
        this.guards = new RequestGuards(rules.names(), rules.tls(), rules.keys());
        this.router = router;
        this.connections = new Connections(rules.connectionsMax(), rules.secondsMax());
        this.bodies = new BodyReader(
                new InFlightBytes(rules.inFlightBytesMax(), "too many bytes of requests; try again later"),
                connections);
        this.problems = new Problems(ids);
        this.counters = counters;
        this.sender = new AnswerSender(
                counters,
                new InFlightBytes(rules.answerBytesMax(), "too many long answers; try again later"),
                problems::logged);
        this.discardBytesMax = rules.discardBytesMax();
    }

    /** Call this for each new connection. */
    public void opened(HttpConnection opened) {
        HttpServerConnection connection = (HttpServerConnection) opened;
        connection.handler(this); // without Vert.x's own answer to other versions of HTTP, which lacks our headers
        connections.opened(connection);
    }

    /** Call this every second. It gives up requests that are late. */
    public void everySecond() {
        connections.tick();
        bodies.tick();
    }

    /** Adds the routes, those asked for most first; every other method of their paths is 405, every other path 404. */
    public void serve(List<Route> routes) {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (Route route : routes) {
            errors.put(route.path(), route.errors());
            Set<String> allowed = methods.computeIfAbsent(route.path(), path -> new TreeSet<>());
            for (HttpMethod method : route.methods()) {
                router.route(method, route.path())
                        .handler(context -> answer(context.request(), () -> called(route, context)));
                allowed.add(method.name());
            }
        }
        methods.forEach((path, allowed) -> router.route(path)
                .handler(context -> answer(context.request(), () -> {
                    throw Refusal.withHeader(
                            405, "this route does not support that method", "Allow", String.join(", ", allowed));
                })));
        router.route()
                .handler(context -> answer(context.request(), () -> {
                    throw Refusal.of(404, NO_SUCH_ROUTE);
                }));
        router.errorHandler(
                400,
                context -> answer(context.request(), () -> {
                    throw Refusal.badRequest("the path is not percent-encoded", null);
                }));
    }

    @Override
    public void handle(HttpServerRequest request) {
        // A client may go away at any time; that is no failure of ours.
        request.exceptionHandler(gone -> {});
        request.response().exceptionHandler(gone -> {});
        boolean hasPlace = connections.asked(request);
        if (request.version() == null) {
            refuse(request, 501, "this server speaks HTTP 1.0 and 1.1");
            return;
        }
        if (!hasPlace && !RequestGuards.asksForHealth(request)) {
            refuse(request, 503, "too many connections are being answered; try again later");
            return;
        }
        try {
            guards.check(request);
        } catch (RuntimeException refused) {
            send(request, counted(request, refused));
            return;
        }
        router.handle(request);
    }

    private void answer(HttpServerRequest request, Supplier<Future<Answer>> work) {
        Future<Answer> answer;
        try {
            answer = work.get();
        } catch (RuntimeException | Error failure) {
            answer = Future.failedFuture(failure);
        }
        answer.map(good -> {
                    send(request, good);
                    return null;
                })
                .otherwise(failure -> {
                    send(request, counted(request, failure));
                    return null;
                });
    }

    /** Answers what is not HTTP, or has headers beyond their limits; where the next request starts is not known. */
    public void refuseMalformed(HttpServerRequest request) {
        refuse(request, statusOf(request), "the request is not valid HTTP");
    }

    private void refuse(HttpServerRequest request, int status, String detail) {
        Refusal refusal = Refusal.withHeader(status, detail, "Connection", "close");
        sender.send(request, problems.answerTo(refusal)).eventually(request.connection()::close);
    }

    private static int statusOf(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongHttpHeaderException ? 431 : 400;
    }

    private Future<Answer> called(Route route, RoutingContext context) {
        HttpServerRequest request = context.request();
        String parameter = route.parameter() == null ? null : context.pathParam(route.parameter());
        Caller caller = guards.admitted(request, route);
        Route.BodyRule rule = route.body();
        if (!rule.allowed() || (!rule.required() && !BodyReader.hasBody(request))) {
            return route.handler().handle(new Call(request, parameter, null, caller));
        }
        rule.types().check(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return bodies.read(request, rule.bytesMax())
                .compose(body -> handled(route, new Call(request, parameter, body, caller)));
    }

    private static Future<Answer> handled(Route route, Call call) {
        // Held until it is answered: while the writer is slow, what waits for it counts as well.
        try {
            return route.handler().handle(call).andThen(answered -> call.body().release());
        } catch (RuntimeException | Error failure) {
            call.body().release();
            throw failure;
        }
    }

    private Answer counted(HttpServerRequest request, Throwable thrown) {
        Throwable failure = thrown instanceof Rejection rejection ? Refusal.of(rejection) : thrown;
        Answer problem = problems.answerTo(failure, request, errors.get(request.path()));
        if (failure instanceof Refusal
                && request.method().equals(HttpMethod.POST)
                && !request.response().closed()) {
            switch (problem.status()) {
                case 400 -> counters.rejected(HttpCounters.Reason.INVALID, 1);
                case 413 -> counters.rejected(HttpCounters.Reason.TOO_LARGE, 1);
                case 429 -> counters.rejected(HttpCounters.Reason.IN_FLIGHT_FULL, 1);
                default -> {}
            }
        }
        return problem;
    }

    private void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        boolean unread = !request.isEnded();
        Answer given = answer;
        Future<Void> sent;
        try {
            sent = sender.send(request, answer);
        } catch (Refusal refusal) {
            given = counted(request, refusal);
            sent = sender.send(request, given);
        }
        if (unread) {
            discardRest(request, given, sent);
        }
    }

    /**
     * The client is still sending. Reading on lets it see the answer: closing at once would often destroy that on its
     * way. One that was not told to continue sends nothing, or something that can't be told from a next request.
     */
    private void discardRest(HttpServerRequest request, Answer answer, Future<Void> sent) {
        if (answer.headers().containsKey("Connection")
                || (BodyReader.isWaitingForContinue(request) && request.bytesRead() == 0)) {
            sent.eventually(request.connection()::close);
            return;
        }
        long[] left = {discardBytesMax};
        request.endHandler(null);
        request.handler(chunk -> {
            left[0] -= chunk.length();
            if (left[0] < 0) {
                request.connection().close();
            }
        });
    }
}
