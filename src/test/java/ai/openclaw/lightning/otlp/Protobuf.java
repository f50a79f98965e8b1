package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.openclaw.lightning.otlp.Recorded.Request;
import java.util.Arrays;

/** Spans in protobuf, field by field. */
final class Protobuf {

    static final byte[] TRACE_ID = Requests.field(1, filled(16, 0xab));

    static final byte[] SPAN_ID = Requests.field(2, filled(8, 0xcd));

    static final byte[] TOOL =
            Requests.joined(text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "run"));

    private Protobuf() {}

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] attribute(String key, byte[] value) {
        return Requests.field(9, Requests.joined(Requests.field(1, key.getBytes(UTF_8)), Requests.field(2, value)));
    }

    static byte[] text(String key, String value) {
        return attribute(key, Requests.field(1, value.getBytes(UTF_8)));
    }

    static Request spans(byte[]... spans) {
        byte[] scope = new byte[0];
        for (byte[] span : spans) {
            scope = Requests.joined(scope, Requests.field(2, span));
        }
        return new Request("/v1/traces", "application/x-protobuf", Requests.field(1, Requests.field(2, scope)));
    }

    static byte[] fixed64(int field, long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return Requests.joined(Requests.varint((field << 3) | 1), bytes);
    }
}
