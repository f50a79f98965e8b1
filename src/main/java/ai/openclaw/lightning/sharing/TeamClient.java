package ai.openclaw.lightning.sharing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/** Asks the team's bridge. It waits for nothing: every answer is a future, with a limit in time and size. */
final class TeamClient {

    private static final int ANSWER_BYTES_MAX = 4 << 20;
    private static final int CONNECT_MS_MAX = 10_000;
    private static final long SECONDS_MAX = 60;

    /** Longer waits are the client's own. */
    private static final long RETRY_AFTER_SECONDS_MAX = 3_600;

    private final HttpClient client;
    private final String url;
    private final String key;
    private final long idleMsMax;

    /**
     * What it answered.
     *
     * @param retryAfterMs 0 where it says nothing of that
     * @param etag null where there is none
     */
    record Reply(int status, long retryAfterMs, String etag, Buffer body) {}

    TeamClient(Vertx vertx, TeamSettings settings) {
        this(vertx, settings, TimeUnit.SECONDS.toMillis(SECONDS_MAX));
    }

    /** @param idleMsMax after which a silent connection is given up: there are only a few, and the next request needs one */
    TeamClient(Vertx vertx, TeamSettings settings, long idleMsMax) {
        this.idleMsMax = idleMsMax;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS_MAX).setDecompressionSupported(false));
        this.url = settings.url();
        this.key = settings.key().reveal();
    }

    /** @param known the ETag of the answer that is here already; null for none */
    Future<Reply> get(String path, String known) {
        RequestOptions options = options(HttpMethod.GET, path);
        if (known != null) {
            options.putHeader(HttpHeaders.IF_NONE_MATCH, known);
        }
        return send(options, null);
    }

    Future<Reply> post(String path, Buffer body) {
        return send(options(HttpMethod.POST, path).putHeader(HttpHeaders.CONTENT_TYPE, "application/json"), body);
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url + path)
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key)
                .putHeader(HttpHeaders.USER_AGENT, "lightning-team")
                .setIdleTimeout(idleMsMax);
    }

    private Future<Reply> send(RequestOptions options, Buffer body) {
        return client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> read(response)
                        .map(answer -> new Reply(
                                response.statusCode(),
                                retryAfterMs(response),
                                response.getHeader(HttpHeaders.ETAG),
                                answer)))
                .timeout(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        Buffer answer = Buffer.buffer();
        HttpClientRequest request = response.request();
        response.handler(chunk -> {
            if (answer.length() + chunk.length() > ANSWER_BYTES_MAX) {
                request.reset();
            } else {
                answer.appendBuffer(chunk);
            }
        });
        return response.end().map(answer);
    }

    private static long retryAfterMs(HttpClientResponse response) {
        String given = response.getHeader("Retry-After");
        try {
            long seconds = given == null ? 0 : Long.parseLong(given.strip());
            return TimeUnit.SECONDS.toMillis(Math.max(0, Math.min(seconds, RETRY_AFTER_SECONDS_MAX)));
        } catch (NumberFormatException aDate) {
            return 0;
        }
    }

    Future<Void> close() {
        return client.close();
    }
}
