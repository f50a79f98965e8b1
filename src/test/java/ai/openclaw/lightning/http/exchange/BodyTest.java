package ai.openclaw.lightning.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.buffers.ArrayPool;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Large bodies, one after the other in the same memory. */
final class BodyTest {

    private static final int BYTES_MAX = 4 << 20;

    private final InFlightBytes inFlight = new InFlightBytes(16 << 20, "full");
    private final ArrayPool arrays = new ArrayPool();
    private final Random random = new Random(7);

    @Test
    void body_inTheArrayOfALongerOne_isItsOwnBytesOnly() {
        byte[] before = content(3 << 20);
        Body first = body(false);
        first.expect(before.length);
        first.append(Buffer.buffer(before));
        byte[] used = first.bytes();
        first.decoded();
        assertThat(inFlight.held()).as("what was made of it still counts").isEqualTo(3 << 20);
        first.release();
        first.release();
        assertThat(inFlight.held()).isZero();

        byte[] content = content((2 << 20) + 5);
        Body second = body(false);
        second.expect(content.length);
        second.append(Buffer.buffer(Arrays.copyOfRange(content, 0, 1_000)));
        second.append(Buffer.buffer(Arrays.copyOfRange(content, 1_000, content.length)));
        assertThat(second.bytes()).isSameAs(used);
        assertThat(Arrays.copyOf(second.bytes(), second.length())).isEqualTo(content);
    }

    @Test
    void append_ofUnknownLength_growsToTheLimitAndNoFurther() {
        byte[] content = content(BYTES_MAX);
        Body body = body(false);
        for (int from = 0; from < BYTES_MAX; from += 1 << 16) {
            body.append(Buffer.buffer(Arrays.copyOfRange(content, from, from + (1 << 16))));
        }
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(content);
        assertThatThrownBy(() -> body.append(Buffer.buffer(new byte[1]))).isInstanceOf(Refusal.class);
        assertThat(inFlight.held()).isGreaterThanOrEqualTo(BYTES_MAX);
        body.release();
        assertThat(inFlight.held()).isZero();
    }

    @Test
    void inflate_upToTheLimit_isWhatWasCompressed() throws IOException {
        byte[] content = Arrays.copyOf(content(1_000_000), BYTES_MAX); // compressed it has to be smaller
        Body body = body(true);
        body.append(Buffer.buffer(gzip(content)));
        body.inflate();
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(content);
        body.release();
        assertThat(inFlight.held()).isZero();
    }

    @Test
    void inflate_beyondTheLimit_isRefusedAndHoldsNothingAfterwards() throws IOException {
        Body body = body(true);
        body.append(Buffer.buffer(gzip(new byte[BYTES_MAX + 1])));
        assertThatThrownBy(body::inflate).isInstanceOf(Refusal.class);
        body.release();
        assertThat(inFlight.held()).isZero();
    }

    private Body body(boolean gzip) {
        return new Body(inFlight, arrays, BYTES_MAX, gzip);
    }

    private byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return content;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
