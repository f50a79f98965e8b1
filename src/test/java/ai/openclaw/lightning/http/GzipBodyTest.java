package ai.openclaw.lightning.http;

import static ai.openclaw.lightning.http.BadInputTest.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies that come compressed. */
class GzipBodyTest {

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

    @Test
    void gzip_good_isDecompressed() throws IOException {
        assertThat(server.post("/tool/trace", gzip(GOOD.getBytes(UTF_8)), "Content-Encoding: gzip\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(server.post("/tool/trace", gzip(LargeCall.of(MIB)), "Content-Encoding: gzip\r\n")
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
                server.post("/tool/trace", gzip(LargeCall.of(MIB + 1)), "Content-Encoding: gzip\r\n"),
                413,
                "Request Entity Too Large");
        assertThat(server.writer.stored).isEmpty();
    }
}
