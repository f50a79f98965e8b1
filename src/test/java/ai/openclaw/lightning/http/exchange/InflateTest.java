package ai.openclaw.lightning.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Compressed bodies. */
final class InflateTest {

    private final Bodies bodies = new Bodies();

    @Test
    void inflate_upToTheLimit_isWhatWasCompressed() throws IOException {
        byte[] content = Arrays.copyOf(bodies.content(1_000_000), Bodies.BYTES_MAX); // compressed it has to be smaller
        Body body = bodies.body(true);
        body.append(Buffer.buffer(gzip(content)));
        body.inflate();
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(content);
        body.release();
        assertThat(bodies.inFlight.held()).isZero();
    }

    @Test
    void inflate_beyondTheLimit_isRefusedAndHoldsNothingAfterwards() throws IOException {
        Body body = bodies.body(true);
        body.append(Buffer.buffer(gzip(new byte[Bodies.BYTES_MAX + 1])));
        assertThatThrownBy(body::inflate).isInstanceOf(Refusal.class);
        body.release();
        assertThat(bodies.inFlight.held()).isZero();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
