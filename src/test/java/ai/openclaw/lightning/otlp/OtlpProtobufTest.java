package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.otlp.OtlpDecoder.Decoded;
import ai.openclaw.lightning.otlp.Recorded.Request;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a body in protobuf holds, it is read, or rejected; nothing else happens. */
class OtlpProtobufTest {

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

    @Test
    void ids_zeroShortOrMissing_areBroken() {
        byte[] zero = Requests.field(1, new byte[16]);
        byte[] shorter = Requests.field(1, Protobuf.filled(15, 1));
        Decoded decoded = Gathered.decode(Protobuf.spans(
                Requests.joined(zero, Protobuf.SPAN_ID, Protobuf.TOOL),
                Requests.joined(shorter, Protobuf.SPAN_ID, Protobuf.TOOL),
                Requests.joined(Protobuf.TRACE_ID, Protobuf.TOOL),
                Requests.joined(Protobuf.TRACE_ID, Protobuf.SPAN_ID, Protobuf.TOOL)));
        assertThat(decoded.broken()).isEqualTo(3);
        assertThat(decoded.kept()).isEqualTo(1);
    }

    @Test
    void fields_unknownOfEachType_arePassedOver() {
        byte[] unknown = Requests.joined(
                Requests.varint(900 << 3),
                Requests.varint(1L << 40),
                Protobuf.fixed64(901, 5),
                Requests.field(902, new byte[300]),
                Requests.varint((903 << 3) | 5),
                new byte[4]);
        Decoded decoded = Gathered.decode(Protobuf.spans(
                Requests.joined(unknown, Protobuf.TRACE_ID, Protobuf.SPAN_ID, unknown, Protobuf.TOOL, unknown)));
        assertThat(decoded.kept()).isEqualTo(1);
    }
}
