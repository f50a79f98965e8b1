package ai.openclaw.lightning.http;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads traces back, straight from the store. */
final class TraceRoutes {

    private final TraceReader store;

    TraceRoutes(TraceReader store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.get("/traces", this::list), Route.get("/traces/:trace_id", this::one));
    }

    private Future<Answer> list(Call call) {
        PageCursor after = place(call, "cursor");
        TraceQuery query = new TraceQuery(
                call.query("session_key"),
                call.query("agent_id"),
                status(call),
                flag(call, "success"),
                call.query("tool"),
                number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE),
                limit(call, TraceQuery.LIMIT_DEFAULT, TraceQuery.LIMIT_MAX),
                after == null ? null : new TraceQuery.Cursor(after.time(), after.id()));
        return store.traces(query).map(TraceRoutes::pageAnswer);
    }

    private static Answer pageAnswer(TracePage page) {
        return Answer.ok(json -> {
            json.writeArrayFieldStart("traces");
            for (Trace trace : page.traces()) {
                json.writeStartObject();
                TraceJson.write(json, trace);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField(
                    "next",
                    page.next() == null
                            ? null
                            : new PageCursor(
                                            page.next().startTime(), page.next().id())
                                    .toText());
        });
    }

    private Future<Answer> one(Call call) {
        PageCursor after = place(call, "calls_cursor");
        CallsCursor cursor = after == null ? CallsCursor.START : new CallsCursor(after.time(), after.id());
        String asked = call.parameter();
        return store.trace(asked, cursor)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found) : lowered(asked, cursor))
                .map(found -> found.map(TraceRoutes::detailAnswer)
                        .orElseThrow(() -> Refusal.of(404, "there is no such trace")));
    }

    /** Trace ids are stored in lower case, those of the older bridge as they were. */
    private Future<Optional<TraceDetail>> lowered(String asked, CallsCursor cursor) {
        String lower = asked.toLowerCase(Locale.ROOT);
        return lower.equals(asked) ? Future.succeededFuture(Optional.empty()) : store.trace(lower, cursor);
    }

    private static Answer detailAnswer(TraceDetail detail) {
        CallsCursor next = detail.nextCalls();
        return Answer.ok(json -> {
            TraceJson.write(json, detail.trace());
            TraceJson.writeCalls(json, detail.calls());
            json.writeStringField(
                    "next_calls", next == null ? null : new PageCursor(next.timestamp(), next.id()).toText());
            TraceJson.writeRewards(json, detail.rewards());
        });
    }

    private static TraceStatus status(Call call) {
        String given = call.query("status");
        TraceStatus status = TraceStatus.ofJsonName(given);
        if (given != null && status == null) {
            throw Refusal.badRequest("status must be open, ended or abandoned", "status");
        }
        return status;
    }

    private static Boolean flag(Call call, String name) {
        String given = call.query(name);
        if (given == null) {
            return null;
        }
        if (!given.equals("true") && !given.equals("false")) {
            throw Refusal.badRequest(name + " must be true or false", name);
        }
        return given.equals("true");
    }

    static int limit(Call call, int usual, int max) {
        Long given = number(call, "limit", 1, max);
        return given == null ? usual : given.intValue();
    }

    private static Long number(Call call, String name, long min, long max) {
        String given = call.query(name);
        if (given == null) {
            return null;
        }
        try {
            long number = Long.parseLong(given);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw Refusal.badRequest(name + " must be an integer", name);
        }
        throw Refusal.badRequest(name + " must lie between " + min + " and " + max, name);
    }

    private static PageCursor place(Call call, String name) {
        String given = call.query(name);
        return given == null ? null : PageCursor.of(given, name);
    }

    /** A place in a list, which clients hand back as they got it. */
    private record PageCursor(long time, long id) {

        static PageCursor of(String text, String name) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int colon = plain.indexOf(':');
                return new PageCursor(
                        Long.parseLong(plain.substring(0, Math.max(0, colon))),
                        Long.parseLong(plain.substring(colon + 1)));
            } catch (IllegalArgumentException notOurs) {
                throw Refusal.badRequest(name + " is not one that the bridge gave", name);
            }
        }

        String toText() {
            String plain = time + ":" + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }
    }
}
