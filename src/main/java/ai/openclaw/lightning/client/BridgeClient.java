package ai.openclaw.lightning.client;

import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * A blocking HTTP client for one bridge. It waits and retries when the bridge answers that its queue is full. It uses
 * {@link HttpURLConnection}, because java.net.http's client takes 200 ms longer to start, and a command has 300.
 */
public final class BridgeClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS_MAX = 20;
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
        return exchange("GET", path, null, apiKey).response();
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
            Exchange exchange = exchange(method, path, body, key);
            int status = exchange.response().status();
            if (status / 100 == 2) {
                return exchange.response().body();
            }
            if (status != TOO_MANY_REQUESTS || attempt == ATTEMPTS_MAX) {
                String detail = exchange.response().body().path("detail").asText("");
                throw new ClientException(status, refusal(method, path, status, detail), detail);
            }
            pause(exchange.retryAfterSeconds());
        }
    }

    private record Exchange(Response response, long retryAfterSeconds) {}

    private Exchange exchange(String method, String path, byte[] body, Secret key) {
        try {
            HttpURLConnection connection = open(method, path, key);
            if (body != null) {
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length); // this also prevents a second sending
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
                long seconds = connection.getHeaderFieldLong("Retry-After", 1);
                return new Exchange(new Response(status, JsonReader.read(bytes)), Math.max(1, Math.min(seconds, 30)));
            }
        } catch (HttpRetryException e) {
            return new Exchange(new Response(e.responseCode(), MissingNode.getInstance()), 1); // it hides a 401
        } catch (IOException e) {
            throw new ClientException("no bridge answers at " + address + " (" + IoReason.of(e) + ")", e);
        }
    }

    private HttpURLConnection open(String method, String path, Secret key) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        if (socketFactory != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(socketFactory);
            secure.setHostnameVerifier((host, session) -> true); // the certificate itself was compared
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "lightning-command");
        if (key.isSet()) {
            connection.setRequestProperty("X-API-Key", key.reveal());
        }
        return connection;
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
