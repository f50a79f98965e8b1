package ai.openclaw.lightning.client;

import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * A blocking HTTP client for one bridge. It waits and retries when the bridge answers that its queue is full.
 */
public final class BridgeClient {

    private static final int ATTEMPTS_MAX = 20;
    private static final int PAUSE_SECONDS_MAX = 30;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String address;
    private final Secret apiKey;
    private final Secret decisionKey;
    private final SSLSocketFactory socketFactory;

    /** A response; {@code body} is a missing node if the response has none. */
    public record Response(int status, JsonNode body) {}

    /** Creates a client for an address like {@code http://127.0.0.1:8765}, which trusts the machine's certificates. */
    public BridgeClient(String address, Secret apiKey, Secret decisionKey) {
        this(address, apiKey, decisionKey, null);
    }

    /** Creates a client that trusts only this certificate, or the machine's certificates if it is null. */
    public BridgeClient(String address, Secret apiKey, Secret decisionKey, X509Certificate certificate) {
        this.address = address;
        this.apiKey = apiKey;
        this.decisionKey = decisionKey;
        this.socketFactory = certificate == null ? null : PinnedCertificate.socketFactory(certificate);
    }

    /** Returns the address of the bridge. */
    public String address() {
        return address;
    }

    /**
     * Gets a document.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode get(String path) {
        return send("GET", path, null, apiKey);
    }

    /**
     * Gets a document once, whatever the status of the response is.
     *
     * @throws ClientException when there is none
     */
    public Response getAnyStatus(String path) {
        HttpExchange.Answer answer = exchange("GET", path, null, apiKey);
        return new Response(answer.status(), answer.body());
    }

    /**
     * Posts a document. A 2xx answer means that it is stored. After a failure, do not post again unless the document
     * carries its own ids.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), apiKey);
    }

    /**
     * Posts like {@link #post}, and adds the key for decisions if it is known.
     *
     * @throws ClientException as {@link #post}
     */
    public JsonNode decide(String path, JsonNode body) {
        Secret key = decisionKey.isSet() ? decisionKey : apiKey;
        return send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), key);
    }

    /**
     * Sends a request without a body, with the key for decisions if it is known.
     *
     * @throws ClientException as {@link #post}
     */
    public JsonNode manage(String method, String path) {
        return send(method, path, null, decisionKey.isSet() ? decisionKey : apiKey);
    }

    private JsonNode send(String method, String path, byte[] body, Secret key) {
        for (int attempt = 1; ; attempt++) {
            HttpExchange.Answer answer = exchange(method, path, body, key);
            int status = answer.status();
            if (status / 100 == 2) {
                return answer.body();
            }
            if (status != TOO_MANY_REQUESTS || attempt == ATTEMPTS_MAX) {
                String detail = answer.body().path("detail").asText("");
                throw new ClientException(status, refusal(method, path, status, detail), detail);
            }
            pause(pauseSeconds(answer.headers()));
        }
    }

    private HttpExchange.Answer exchange(String method, String path, byte[] body, Secret key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "lightning-command");
        if (key.isSet()) {
            headers.put("X-API-Key", key.reveal());
        }
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        try {
            return new HttpExchange(URI.create(address + path), socketFactory).send(method, headers, body);
        } catch (IOException e) {
            throw new ClientException("no bridge answers at " + address + " (" + IoReason.of(e) + ")", e);
        }
    }

    private static long pauseSeconds(Map<String, String> headers) {
        String seconds = headers.getOrDefault("retry-after", "");
        return seconds.matches("[0-9]{1,9}") ? Math.max(1, Math.min(Long.parseLong(seconds), PAUSE_SECONDS_MAX)) : 1;
    }

    private static String refusal(String method, String path, int status, String detail) {
        int query = path.indexOf('?');
        String what = "the bridge refused " + method + " " + (query < 0 ? path : path.substring(0, query));
        return detail.isEmpty() ? what + " (status " + status + ")" : what + ": " + detail;
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted", e);
        }
    }
}
