package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.otlp.Recorded.Request;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a body in protobuf holds, it is read, or rejected; nothing else happens. */
class OtlpDamageTest {

    @Test
    void protobuf_cutOffAnywhere_isReadOrRejected() {
        byte[] whole = Protobuf.spans(Requests.joined(
                        Protobuf.TRACE_ID, Protobuf.SPAN_ID, Protobuf.TOOL, Protobuf.fixed64(7, 1L << 60)))
                .body();
        int rejected = 0;
        for (int length = 0; length < whole.length; length++) {
            Request cut = new Request("/v1/traces", "application/x-protobuf", Arrays.copyOf(whole, length));
            try {
                assertThat(Gathered.decode(cut).items()).isEmpty();
            } catch (Rejection expected) {
                rejected++;
            }
        }
        assertThat(rejected).isEqualTo(whole.length - 1);
    }

    @Test
    void protobuf_anyByteChanged_isReadOrRejected() {
        byte[] whole = Protobuf.spans(Requests.joined(Protobuf.TRACE_ID, Protobuf.SPAN_ID, Protobuf.TOOL))
                .body();
        Random random = new Random(7);
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                Gathered.decode(new Request("/v1/traces", "application/x-protobuf", changed));
            } catch (Rejection expected) {
                rejected++;
            }
        }
        assertThat(rejected).isPositive();
    }

    @Test
    void varint_ofElevenBytes_isRejected() {
        byte[] endless = Protobuf.filled(11, 0xff);
        Request request = new Request("/v1/traces", "application/x-protobuf", endless);
        assertThatThrownBy(() -> Gathered.decode(request)).isInstanceOf(Rejection.class);
    }
}
