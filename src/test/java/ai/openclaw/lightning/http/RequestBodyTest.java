package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.TraceEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a body may be, and how it may be encoded. */
class RequestBodyTest {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GOOD = "{\"session_key\":\"s\",\"tool_name\":\"t\"}";
    private static final int MIB = 1 << 20;

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A tool call of exactly that many bytes. */
    private static byte[] callOf(int bytes) {
        String before = "{\"session_key\":\"s\",\"tool_name\":\"t\",\"result\":\"";
        return (before + "x".repeat(bytes - before.length() - 2) + "\"}").getBytes(UTF_8);
    }

    @Test
    void body_ofExactlyTheLimit_isStoredAndItsFieldCut() throws IOException {
        assertThat(server.post("/tool/trace", callOf(MIB), "").status()).isEqualTo(200);
        var stored = (TraceEvent.ToolCall) server.writer.stored.get(0);
        assertThat(stored.result().cut()).isTrue();
        assertThat(stored.result().text()).hasSize(16 * 1024).startsWith("{\"truncated\":true,\"bytes\":1048");
    }

    @Test
    void body_declaredTooLarge_is413AndTheConnectionGoesOn() throws IOException {
        byte[] large = callOf(MIB + 1);
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Content-Length: " + large.length + "\r\n"));
            assertProblem(connection.receive(), 413, "Request Entity Too Large");
            connection.send(large);
            connection.send(server.head("GET", "/health", ""));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @Test
    void body_chunkedTooLarge_is413() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Transfer-Encoding: chunked\r\n"));
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            for (int i = 0; i < 33; i++) {
                connection.send(chunk);
            }
            connection.send("0\r\n\r\n");
            assertProblem(connection.receive(), 413, "Request Entity Too Large");
            connection.send(server.head("GET", "/health", ""));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @Test
    void body_chunked_isRead() throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head("POST", "/tool/trace", JSON + "Transfer-Encoding: chunked\r\n"));
            for (int i = 0; i < GOOD.length(); i++) {
                connection.send("1\r\n" + GOOD.charAt(i) + "\r\n");
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        assertThat(server.writer.stored).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"/tool/trace, application/json, 413", "/nowhere, application/json, 404", "/tool/trace, text/html, 415"})
    void refusedBody_over16MiB_closesTheConnection(String path, String type, int status) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(
                    server.head("POST", path, "Content-Type: " + type + "\r\nContent-Length: " + 64L * MIB + "\r\n"));
            assertThat(connection.receive().status()).isEqualTo(status);
            byte[] chunk = new byte[MIB];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 64; i++) {
                            connection.send(chunk);
                        }
                        throw new AssertionError("all 64 MiB were read");
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void gzip_good_isDecompressed() throws IOException {
        assertThat(server.post("/tool/trace", gzip(GOOD.getBytes(UTF_8)), "Content-Encoding: gzip\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/tool/trace", gzip(callOf(MIB)), "Content-Encoding: gzip\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(server.writer.stored).hasSize(2);
    }

    @Test
    void gzip_broken_is400() throws IOException {
        byte[] good = gzip(GOOD.getBytes(UTF_8));
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 6);
        byte[] damaged = good.clone();
        damaged[damaged.length - 6] ^= 1;
        for (byte[] body : List.of(cut, damaged, GOOD.getBytes(UTF_8), new byte[] {31, (byte) 139})) {
            assertProblem(server.post("/tool/trace", body, "Content-Encoding: gzip\r\n"), 400, "Bad Request");
        }
        assertThat(server.writer.stored).isEmpty();
    }

    @Test
    void gzip_bomb_is413() throws IOException {
        byte[] bomb = gzip(new byte[200 * MIB]);
        assertThat(bomb.length).isLessThan(MIB);
        assertProblem(server.post("/tool/trace", bomb, "Content-Encoding: gzip\r\n"), 413, "Request Entity Too Large");
        assertProblem(
                server.post("/tool/trace", gzip(callOf(MIB + 1)), "Content-Encoding: gzip\r\n"),
                413,
                "Request Entity Too Large");
        assertThat(server.writer.stored).isEmpty();
    }
}
