package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other end of the network: answers that are written down, on a home that it holds as a bridge would. */
final class FakeBridge implements AutoCloseable {

    private final HttpServer server;
    private final HomeLock lock;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    /** {@code answers} is "GET /path", with its query or without, to a body; anything else is answered 404, and a problem of 409 as one. */
    FakeBridge(Home home, Map<String, String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String what =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String whole = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(whole + " " + body);
            keys.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-API-Key"), ""));
            String answer = answers.getOrDefault(whole, answers.get(what));
            byte[] bytes =
                    (answer == null ? "{\"detail\":\"no such route\"}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer == null ? 404 : answer.contains("\"status\":409") ? 409 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        lock = HomeLock.take(home);
        lock.publish("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method, path with query, body. */
    List<String> asked() {
        return asked;
    }

    /** The API keys of the requests; empty where there was none. */
    List<String> keys() {
        return keys;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        server.stop(0);
    }
}
