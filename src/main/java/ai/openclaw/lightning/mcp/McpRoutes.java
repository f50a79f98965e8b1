package ai.openclaw.lightning.mcp;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Body;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.json.JsonBody;
import ai.openclaw.lightning.mcp.RpcError.Code;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one route of the protocol, by streamable HTTP. Each request is answered with JSON at once: this server has nothing to
 * say by itself, so it opens no stream, and keeps no sessions.
 */
public final class McpRoutes {

    private static final int BODY_BYTES_MAX = 64 << 10;

    /** Messages in one request, of the version that has such. */
    private static final int BATCH_MAX = 10;

    private static final Answer ACCEPTED = new Answer.Whole(202, null, null, Map.of());

    private final BodyWork work;
    private final Methods methods;

    public McpRoutes(McpParts parts, BodyWork work) {
        this.work = work;
        this.methods = new Methods(new Tools(parts), parts.version());
    }

    /** The route; other methods than POST are not served, as for a server that opens no stream. */
    public List<Route> routes() {
        return List.of(Route.post("/mcp", MediaTypes.JSON, BODY_BYTES_MAX, this::handle)
                .allowing(Scope.INGEST, Scope.READ, Scope.DECIDE));
    }

    /** What a body says; {@code tree} is null where it says nothing. */
    private record Parsed(JsonNode tree, RpcError error) {}

    private Future<Answer> handle(Call call) {
        return work.read(call.body(), McpRoutes::parse)
                .compose(parsed -> parsed.error() == null
                        ? answer(call, parsed.tree())
                        : Future.succeededFuture(answer(Reply.of(null, parsed.error()), ProtocolVersion.UNSAID)));
    }

    private static Parsed parse(Body body) {
        try {
            return new Parsed(JsonBody.tree(body.bytes(), body.length()), null);
        } catch (Rejection rejection) {
            return new Parsed(null, RpcError.of(Code.PARSE_ERROR, rejection.detail()));
        }
    }

    private Future<Answer> answer(Call call, JsonNode tree) {
        String said = call.request().getHeader(Headers.VERSION);
        ProtocolVersion version = said == null ? ProtocolVersion.UNSAID : ProtocolVersion.named(said);
        if (version == null) {
            Reply refused = Reply.of(Message.idOf(tree), RpcError.unsupportedVersion(said));
            return Future.succeededFuture(answer(refused, ProtocolVersion.UNSAID));
        }
        if (tree.isArray() && version.hasBatches()) {
            return batch(call, tree, version);
        }
        return serve(call, tree, version).map(reply -> reply == null ? ACCEPTED : answer(reply, version));
    }

    private Future<Answer> batch(Call call, JsonNode messages, ProtocolVersion version) {
        if (messages.isEmpty() || messages.size() > BATCH_MAX) {
            RpcError wrong = RpcError.of(Code.INVALID_REQUEST, "A batch has 1 to " + BATCH_MAX + " messages");
            return Future.succeededFuture(answer(Reply.of(null, wrong), version));
        }
        List<Future<Reply>> replies = new ArrayList<>();
        messages.forEach(one -> replies.add(
                Methods.INITIALIZE.equals(one.path("method").textValue())
                        ? Future.succeededFuture(Reply.of(
                                Message.idOf(one), RpcError.of(Code.INVALID_REQUEST, "A handshake must come alone")))
                        : serve(call, one, version)));
        return Future.join(replies).map(all -> {
            List<Reply> answered =
                    all.<Reply>list().stream().filter(reply -> reply != null).toList();
            return answered.isEmpty() ? ACCEPTED : answer(answered);
        });
    }

    /** The reply to one message; null for one that gets none. */
    private Future<Reply> serve(Call call, JsonNode node, ProtocolVersion version) {
        try {
            Message message = Message.of(node);
            if (!message.isRequest()) {
                return Future.succeededFuture(); // a notice, or an answer that nobody waits for
            }
            if (!version.hasHandshake() || message.saysVersion()) {
                checkSelfDescription(call, message);
            }
            return methods.serve(call, message, version).recover(failure -> replyTo(message.id(), failure));
        } catch (RpcError wrong) {
            return Future.succeededFuture(Reply.of(Message.idOf(node), wrong));
        }
    }

    private static void checkSelfDescription(Call call, Message message) {
        if (message.version() == null || !message.saysCapabilities()) {
            throw RpcError.of(Code.INVALID_PARAMS, "_meta lacks the protocol version or the client's capabilities");
        }
        Headers.check(call.request(), message);
    }

    /** Any other failure is answered as that of any other route. */
    private static Future<Reply> replyTo(JsonNode id, Throwable failure) {
        return failure instanceof RpcError wrong
                ? Future.succeededFuture(Reply.of(id, wrong))
                : Future.failedFuture(failure);
    }

    private static Answer answer(Reply reply, ProtocolVersion version) {
        return Answer.json(reply.status(version), reply::writeTo);
    }

    private static Answer answer(List<Reply> replies) {
        Buffer body = Buffer.buffer("[");
        for (Reply reply : replies) {
            body.appendString(body.length() == 1 ? "" : ",").appendBytes(Json.write(reply::writeTo));
        }
        return new Answer.Whole(200, Answer.JSON, body.appendString("]"), Map.of());
    }
}
