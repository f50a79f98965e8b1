package ai.openclaw.lightning.http;

import ai.openclaw.lightning.bus.WriteFeed;
import ai.openclaw.lightning.connections.LastEvents;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.json.Batch;
import ai.openclaw.lightning.intake.json.EventDecoder;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.Written;
import ai.openclaw.lightning.view.GuidanceJson;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The routes that write: they decode events, send them to the writer, and answer once they are committed. */
final class EventRoutes {

    private final WriteFeed writes;
    private final EventDecoder decoder;
    private final BodyWork work;
    private final HttpCounters counters;
    private final LastEvents lastEvents;

    EventRoutes(WriteFeed writes, EventDecoder decoder, BodyWork work, HttpCounters counters, LastEvents lastEvents) {
        this.writes = writes;
        this.decoder = decoder;
        this.work = work;
        this.counters = counters;
        this.lastEvents = lastEvents;
    }

    List<Route> routes(HttpSettings.Limits limits) {
        int single = limits.singleBytesMax();
        return List.of(
                json("/tool/trace", single, call -> write(call, EventKind.TOOL_CALL, EventRoutes::toolCall)),
                json("/session/start", single, this::start),
                json("/session/end", single, call -> write(call, EventKind.SESSION_END, EventRoutes::sessionEnd)),
                json("/reward/emit", single, call -> write(call, EventKind.REWARD, EventRoutes::reward)),
                json("/session/reward", single, call -> write(call, EventKind.REWARD, EventRoutes::reward)),
                json("/v1/events", limits.batchBytesMax(), this::writeBatch));
    }

    private static Route json(String path, int bytesMax, Route.Handler handler) {
        return Route.post(path, MediaTypes.JSON, bytesMax, handler);
    }

    /** The fields of an answer after the identity of the trace. */
    private interface AnswerContent {
        void writeTo(JsonGenerator json, TraceEvent event, Written written) throws IOException;
    }

    private Future<Answer> write(Call call, EventKind kind, AnswerContent saying) {
        return work.read(call.body(), body -> decoder.event(kind, body.bytes(), body.length()))
                .compose(event -> write(call, event, saying));
    }

    private Future<Answer> start(Call call) {
        return work.read(call.body(), body -> decoder.start(body.bytes(), body.length()))
                .compose(started -> write(call, started.event(), (json, stored, written) -> {
                    json.writeBooleanField("enabled", true);
                    GuidanceJson.writeForStart(json, started.told());
                }));
    }

    private Future<Answer> write(Call call, TraceEvent event, AnswerContent saying) {
        return write(call, List.of(event)).map(reply -> {
            Written written = reply.written().get(0);
            return Answer.ok(json -> {
                json.writeBooleanField("success", true);
                json.writeStringField("trace_id", written.traceId());
                json.writeStringField("session_key", written.sessionKey());
                json.writeStringField("session_id", written.sessionKey());
                saying.writeTo(json, event, written);
            });
        });
    }

    /** Stores the events of a call, and notes who sent them. */
    Future<WriteReply> write(Call call, List<TraceEvent> events) {
        return write(
                call.request().getHeader(HttpHeaders.USER_AGENT), call.caller().name(), events);
    }

    /** Stores events, and notes who sent them; {@code key} is the name of the key, or null. */
    Future<WriteReply> write(String userAgent, String key, List<TraceEvent> events) {
        return writes.write(WriteRequest.of(events, key)).map(reply -> {
            lastEvents.committed(userAgent, reply.written());
            return reply;
        });
    }

    private static void toolCall(JsonGenerator json, TraceEvent event, Written written) throws IOException {
        json.writeBooleanField("traced", true);
        json.writeStringField("tool_name", ((TraceEvent.ToolCall) event).toolName());
    }

    private static void reward(JsonGenerator json, TraceEvent event, Written written) throws IOException {
        json.writeBooleanField("rewarded", true);
        Json.number(json, "reward", written.reward());
    }

    private static void sessionEnd(JsonGenerator json, TraceEvent event, Written written) throws IOException {
        json.writeBooleanField("ended", true);
        json.writeNumberField("tool_calls", written.toolCount());
        Json.number(json, "duration_ms", written.durationMs());
    }

    private Future<Answer> writeBatch(Call call) {
        return work.read(call.body(), body -> decoder.batch(body.bytes(), body.length()))
                .compose(batch -> {
                    counters.rejected(
                            HttpCounters.Reason.INVALID, batch.rejected().size());
                    if (batch.events().isEmpty()) {
                        return Future.succeededFuture(batchAnswer(batch, List.of()));
                    }
                    return write(call, batch.events()).map(reply -> batchAnswer(batch, reply.written()));
                });
    }

    private static Answer batchAnswer(Batch batch, List<Written> written) {
        return Answer.ok(json -> {
            json.writeBooleanField("success", true);
            json.writeNumberField("accepted", batch.events().size());
            json.writeArrayFieldStart("rejected");
            for (Batch.Rejected rejected : batch.rejected()) {
                json.writeStartObject();
                json.writeNumberField("index", rejected.index());
                json.writeStringField("error", rejected.error());
                if (rejected.field() != null) {
                    json.writeStringField("field", rejected.field());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            duplicates(json, batch, written);
        });
    }

    /** Which events of the request were stored before; nothing if none was. */
    private static void duplicates(JsonGenerator json, Batch batch, List<Written> written) throws IOException {
        if (written.stream().noneMatch(Written::duplicate)) {
            return;
        }
        json.writeArrayFieldStart("duplicates");
        Iterator<Batch.Rejected> rejected = batch.rejected().iterator();
        int nextRejected = rejected.hasNext() ? rejected.next().index() : -1;
        int index = 0;
        for (Written one : written) {
            while (index == nextRejected) {
                nextRejected = rejected.hasNext() ? rejected.next().index() : -1;
                index++;
            }
            if (one.duplicate()) {
                json.writeNumber(index);
            }
            index++;
        }
        json.writeEndArray();
    }
}
