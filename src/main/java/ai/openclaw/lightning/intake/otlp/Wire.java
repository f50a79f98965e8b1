package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Rejection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads one message of protobuf, field by field; a field that nobody asks for costs nothing but its length. What is cut
 * off, or says that it is longer than the message around it, is rejected.
 */
public final class Wire {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VARINT_BITS_MAX = 63;
    private static final HexFormat HEX = HexFormat.of();

    static final int VARINT = 0;
    static final int BYTES = 2;
    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int to;
    private int at;
    private int field;
    private int type;

    /** Reads the bytes from {@code from} to before {@code to}. */
    public Wire(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** The number of the next field; 0 after the last. The field must then be taken or skipped. */
    public int next() {
        if (at == to) {
            return 0;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        if (field <= 0 || tag >>> 3 != field) {
            throw broken();
        }
        return field;
    }

    /** Whether the field has a length before it, as texts, bytes and messages have. */
    boolean isLong() {
        return type == BYTES;
    }

    Wire message() {
        int length = lengthOrSkip();
        Wire message = new Wire(bytes, at, at + length);
        at += length;
        return message;
    }

    /** The same, to be read once more. */
    Wire fromHere() {
        return new Wire(bytes, at, to);
    }

    /** The field as a text. */
    public String text() {
        int length = lengthOrSkip();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The field as bytes. */
    public byte[] content() {
        int length = lengthOrSkip();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String hex() {
        int length = lengthOrSkip();
        String text = HEX.formatHex(bytes, at, at + length);
        at += length;
        return text;
    }

    /** Of a field with another type than its number has, as of any that is not known, nothing is taken. */
    private int lengthOrSkip() {
        if (type == BYTES) {
            return length();
        }
        skip();
        return 0;
    }

    long fixed64() {
        if (type != FIXED64) {
            skip();
            return 0;
        }
        pass(Long.BYTES);
        return (long) LONGS.get(bytes, at - Long.BYTES);
    }

    int fixed32() {
        if (type != FIXED32) {
            skip();
            return 0;
        }
        pass(Integer.BYTES);
        return (int) INTS.get(bytes, at - Integer.BYTES);
    }

    long number() {
        if (type != VARINT) {
            skip();
            return 0;
        }
        return varint();
    }

    /** Passes over the field. */
    public void skip() {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> pass(Long.BYTES);
            case BYTES -> {
                int length = length();
                pass(length);
            }
            case FIXED32 -> pass(Integer.BYTES);
            default -> throw broken(); // groups, which no message of OTLP has
        }
    }

    private void pass(int size) {
        if (to - at < size) {
            throw broken();
        }
        at += size;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > to - at) {
            throw broken();
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= VARINT_BITS_MAX; shift += 7) {
            if (at == to) {
                throw broken();
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private static Rejection broken() {
        return Rejection.invalid("the body is not a message of OTLP in protobuf", null);
    }
}
