package ai.openclaw.lightning.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.Secret;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command makes of a server that answers in all kinds of ways, byte for byte. */
class BridgeClientTest {

    private static final String KEY = "a-key-of-sixteen-or-more";
    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");
    private static final int TOO_LARGE = 1 << 20;

    private final List<String> answers = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void get_answerWithoutLength_isReadToTheEndOfTheConnection() {
        answers.add("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"traces\":2}");

        assertThat(client("/base").get("/stats?since=1").path("traces").asInt()).isEqualTo(2);
        assertThat(requests.get(0))
                .startsWith("GET /base/stats?since=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
                .contains("X-API-Key: " + KEY + "\r\n")
                .doesNotContain("Content-");
    }

    @Test
    void get_answerInChunks_isPutTogether() {
        answers.add(String.join(
                "\r\n",
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked",
                "",
                "A;name=value",
                "{\"traces\":",
                "3",
                "22}",
                "0",
                "Trailer: 1",
                "",
                ""));

        assertThat(client("").get("/stats").path("traces").asInt()).isEqualTo(22);
    }

    @Test
    void get_nothingInTheAnswer_isAMissingNode() {
        answers.add("HTTP/1.0 204 No Content\r\n\r\n");

        assertThat(client("").get("/health").isMissingNode()).isTrue();
    }

    @Test
    void post_serverIsFull_asksAgainAsLateAsItSays() {
        answers.add("HTTP/1.1 429 Too Many Requests\nRetry-After: 1\ncontent-length: 2\n\n{}");
        answers.add("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}");
        long begin = System.nanoTime();

        client("").post("/rewards", JsonNodeFactory.instance.objectNode().put("name", "Zoë"));

        assertThat(System.nanoTime() - begin).isGreaterThan(900_000_000L);
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .contains("Content-Type: application/json\r\n", "Content-Length: 15\r\n")
                        .endsWith("\r\n\r\n{\"name\":\"Zoë\"}"));
    }

    @Test
    void post_refusedBeforeItIsRead_saysTheServersReason() {
        answers.add("HTTP/1.1 413 Too Large\r\nContent-Length: 27\r\n\r\n{\"detail\":\"it is too long\"}");

        assertThatThrownBy(() -> client("").post("/events", JsonNodeFactory.instance.textNode("x".repeat(8 << 20))))
                .isInstanceOf(ClientException.class)
                .hasMessage("the bridge refused POST /events: it is too long");
    }

    @Test
    void get_unauthorized_hasTheServersReason() {
        answers.add("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Key\r\n\r\n{\"detail\":\"a key is required\"}");

        BridgeClient.Response response = client("").getAnyStatus("/stats");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body().path("detail").asText()).isEqualTo("a key is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n{}\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{\"traces\":",
                "HTTP/1.1 200 OK\r\n\r\n<html>",
            })
    void get_noWholeAnswerOfABridge_isAFailure(String answer) {
        answers.add(answer);

        assertThatThrownBy(() -> client("").get("/stats"))
                .isInstanceOf(ClientException.class)
                .hasMessageStartingWith("no bridge answers at http://127.0.0.1:" + server.getLocalPort() + " (")
                .hasMessageNotContaining(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nx: ",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 3000000000\r\n\r\n"
            })
    void get_endlessAnswer_endsAtTheLimit(String beginning) {
        answers.add(beginning + " ".repeat(17 << 20));

        assertThatThrownBy(() -> client("").get("/stats")).isInstanceOf(ClientException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://nobody_here.invalid:1", "http://:80", "http://127.0.0.1:99999", "http://a:b@c"})
    void get_addressThatLeadsNowhere_isAFailure(String address) {
        assertThatThrownBy(() -> new BridgeClient(address, Secret.NONE, Secret.NONE).get("/stats"))
                .isInstanceOf(ClientException.class);
    }

    /** A client of a server that gives these answers, one a connection. */
    private BridgeClient client(String base) {
        Thread thread = new Thread(this::serve, "server");
        thread.setDaemon(true);
        thread.start();
        String address = "http://127.0.0.1:" + server.getLocalPort() + base;
        return new BridgeClient(address, new Secret(KEY), Secret.NONE);
    }

    private void serve() {
        for (String answer : answers) {
            try (Socket socket = server.accept()) {
                requests.add(request(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    /** Reads a request, but no body that is too large: that stays in the connection, as with a server that refuses it. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        Matcher length = LENGTH.matcher(head);
        int rest = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(rest > TOO_LARGE ? 0 : rest);
        return head + new String(body, StandardCharsets.UTF_8);
    }
}
