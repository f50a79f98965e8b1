package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.intake.otlp.OtlpDecoder.Decoded;
import org.junit.jupiter.api.Test;

/** Fields of protobuf that are not as they should be. */
class OtlpFieldsTest {

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
