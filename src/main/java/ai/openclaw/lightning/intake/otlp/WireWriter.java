package ai.openclaw.lightning.intake.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes messages of protobuf one after another, field by field, as {@link Wire} reads them. */
public final class WireWriter {

    private static final int FIRST_BYTES = 512;
    private static final int VARINT_BYTES_MAX = 10;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /** A number that is not negative. */
    WireWriter number(int field, long value) {
        tag(field, Wire.VARINT);
        varint(value);
        return this;
    }

    /** A text. */
    public WireWriter text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, or a message. */
    public WireWriter bytes(int field, byte[] content) {
        tag(field, Wire.BYTES);
        varint(content.length);
        makeRoom(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        return this;
    }

    /** How many bytes were written so far. */
    public int length() {
        return length;
    }

    /** The message is whole; what is written next belongs to another. */
    public byte[] written() {
        byte[] message = Arrays.copyOf(bytes, length);
        length = 0;
        return message;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        makeRoom(VARINT_BYTES_MAX);
        long rest = value;
        while (rest > LOW_BITS) {
            bytes[length++] = (byte) ((rest & LOW_BITS) | MORE);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
