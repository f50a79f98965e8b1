package ai.openclaw.lightning.client;

import ai.openclaw.lightning.config.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks the wire contract with one bridge; blocking. Waits and asks again where the bridge says that it is full. */
public final class BridgeClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS_MAX = 20;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String address;
    private final Secret apiKey;

    /** For the bridge at an address like {@code http://127.0.0.1:8765}. */
    public BridgeClient(String address, Secret apiKey) {
        this.address = address;
        this.apiKey = apiKey;
    }

    /**
     * Asks for a document.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * Sends a document; the answer means that it is stored. A write without ids of its own must not be sent again
     * after a failure.
     *
     * @throws ClientException when there is no answer, or one that is not 2xx
     */
    public JsonNode post(String path, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
        return apiKey.isSet() ? request.header("X-API-Key", apiKey.reveal()) : request;
    }

    private JsonNode send(HttpRequest request) {
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    return mapper.readTree(answer.body());
                }
                if (answer.statusCode() != TOO_MANY_REQUESTS || attempt == ATTEMPTS_MAX) {
                    throw new ClientException(answer.statusCode(), refusal(request, answer), null);
                }
                Thread.sleep(Duration.ofSeconds(retryAfterSeconds(answer)).toMillis());
            }
        } catch (IOException e) {
            throw new ClientException(0, "no bridge answers at " + address + " (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(0, "interrupted", e);
        }
    }

    private String refusal(HttpRequest request, HttpResponse<byte[]> answer) {
        String what = request.method() + " " + request.uri().getPath() + " was answered " + answer.statusCode();
        try {
            String detail = mapper.readTree(answer.body()).path("detail").asText("");
            return detail.isEmpty() ? what : what + ": " + detail;
        } catch (IOException e) {
            return what;
        }
    }

    private static long retryAfterSeconds(HttpResponse<?> answer) {
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        return Math.max(1, Math.min(seconds, 30));
    }
}
