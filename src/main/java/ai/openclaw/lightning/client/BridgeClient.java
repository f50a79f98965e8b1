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
 * Speaks the wire contract with one bridge; blocking. Waits and asks again where the bridge says that it is full.
 * By {@link HttpURLConnection}: java.net.http's client takes 200 ms more to start, and a command has 300.
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

    /** What was answered; {@code body} is a missing node where there was none. */
    public record Response(int status, JsonNode body) {}

    /** For the bridge at an address like {@code http://127.0.0.1:8765}, with the machine's trust in certificates. */
    public BridgeClient(String address, Secret apiKey, Secret decisionKey) {
        this(address, apiKey, decisionKey, null);
    }

    /** For a bridge that must show this very certificate; null for the machine's trust. */
    public BridgeClient(String address, Secret apiKey, Secret decisionKey, X509Certificate certificate) {
        this.address = address;
        this.apiKey = apiKey;
        this.decisionKey = decisionKey;
        this.socketFactory = certificate == null ? null : PinnedCertificate.socketFactory(certificate);
    }

    /** Where the bridge is. */
    public String address() {
        return address;
    }

    /**
     * Asks for a document.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode get(String path) {
        return send("GET", path, null, apiKey);
    }

    /**
     * Asks once, and takes any response.
     *
     * @throws ClientException when there is none
     */
    public Response getAnyStatus(String path) {
        return exchange("GET", path, null, apiKey).response();
    }

    /**
     * Sends a document; the answer means that it is stored. A write without ids of its own must not be sent again
     * after a failure.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), apiKey);
    }

    /**
     * As {@link #post}, with the key that decisions need, where it is known.
     *
     * @throws ClientException as {@link #post}
     */
    public JsonNode decide(String path, JsonNode body) {
        Secret key = decisionKey.isSet() ? decisionKey : apiKey;
        return send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8), key);
    }

    private JsonNode send(String method, String path, byte[] body, Secret key) {
        for (int attempt = 1; ; attempt++) {
            Exchange exchange = exchange(method, path, body, key);
            int status = exchange.response().status();
            if (status / 100 == 2) {
                return exchange.response().body();
            }
            if (status != TOO_MANY_REQUESTS || attempt == ATTEMPTS_MAX) {
                throw new ClientException(status, refusal(method, path, exchange.response()), null);
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
                connection.setFixedLengthStreamingMode(body.length); // which also keeps it from being sent twice
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
            return new Exchange(new Response(e.responseCode(), MissingNode.getInstance()), 1); // a 401 that it hides
        } catch (IOException e) {
            throw new ClientException(0, "no bridge answers at " + address + " (" + IoReason.of(e) + ")", e);
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
        if (key.isSet()) {
            connection.setRequestProperty("X-API-Key", key.reveal());
        }
        return connection;
    }

    private static String refusal(String method, String path, Response response) {
        int query = path.indexOf('?');
        String what =
                method + " " + (query < 0 ? path : path.substring(0, query)) + " was answered " + response.status();
        String detail = response.body().path("detail").asText("");
        return detail.isEmpty() ? what : what + ": " + detail;
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(0, "interrupted", e);
        }
    }
}
