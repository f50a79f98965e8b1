package ai.openclaw.lightning.otlp;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** A message of protobuf, written field by field. */
final class ProtobufMessage {

    private static final int BYTES_FIELD = 2;
    private static final int VARINT_FIELD = 0;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final Buffer bytes = Buffer.buffer();

    /** A number that is not negative. */
    ProtobufMessage number(int field, int value) {
        varint((field << 3) | VARINT_FIELD);
        varint(value);
        return this;
    }

    ProtobufMessage text(int field, String text) {
        return bytes(field, Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    void message(int field, ProtobufMessage inner) {
        bytes(field, inner.bytes);
    }

    Buffer bytes() {
        return bytes;
    }

    private ProtobufMessage bytes(int field, Buffer content) {
        varint((field << 3) | BYTES_FIELD);
        varint(content.length());
        bytes.appendBuffer(content);
        return this;
    }

    private void varint(int value) {
        int rest = value;
        while (rest > LOW_BITS) {
            bytes.appendByte((byte) ((rest & LOW_BITS) | MORE));
            rest >>>= 7;
        }
        bytes.appendByte((byte) rest);
    }
}
