package ai.openclaw.lightning.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Large bodies, one after the other in the same memory. */
final class BodyTest {

    private final Bodies bodies = new Bodies();

    @Test
    void body_inTheArrayOfALongerOne_isItsOwnBytesOnly() {
        byte[] before = bodies.content(3 << 20);
        Body first = bodies.body(false);
        first.expect(before.length);
        first.append(Buffer.buffer(before));
        byte[] used = first.bytes();
        first.decoded();
        assertThat(bodies.inFlight.held())
                .as("what was made of it still counts")
                .isEqualTo(3 << 20);
        first.release();
        first.release();
        assertThat(bodies.inFlight.held()).isZero();

        byte[] content = bodies.content((2 << 20) + 5);
        Body second = bodies.body(false);
        second.expect(content.length);
        second.append(Buffer.buffer(Arrays.copyOfRange(content, 0, 1_000)));
        second.append(Buffer.buffer(Arrays.copyOfRange(content, 1_000, content.length)));
        assertThat(second.bytes()).isSameAs(used);
        assertThat(Arrays.copyOf(second.bytes(), second.length())).isEqualTo(content);
    }

    @Test
    void append_ofUnknownLength_growsToTheLimitAndNoFurther() {
        byte[] content = bodies.content(Bodies.BYTES_MAX);
        Body body = bodies.body(false);
        for (int from = 0; from < Bodies.BYTES_MAX; from += 1 << 16) {
            body.append(Buffer.buffer(Arrays.copyOfRange(content, from, from + (1 << 16))));
        }
        assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(content);
        assertThatThrownBy(() -> body.append(Buffer.buffer(new byte[1]))).isInstanceOf(Refusal.class);
        assertThat(bodies.inFlight.held()).isGreaterThanOrEqualTo(Bodies.BYTES_MAX);
        body.release();
        assertThat(bodies.inFlight.held()).isZero();
    }
}
