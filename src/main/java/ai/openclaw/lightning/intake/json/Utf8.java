package ai.openclaw.lightning.intake.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8, strictly: the JSON parser itself is lenient, and guesses UTF-16 and UTF-32 too. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int CHARS_AT_A_TIME = 1024;
    private static final int GUESSED_FROM = 4;

    private Utf8() {}

    static boolean isValid(byte[] bytes, int length) {
        // A parser that sees a zero here takes the text for UTF-16 or UTF-32. JSON has no place for a zero anyway.
        for (int i = 0; i < Math.min(GUESSED_FROM, length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        int ascii = asciiPrefix(bytes, length);
        return ascii == length || decodes(ByteBuffer.wrap(bytes, ascii, length - ascii));
    }

    private static int asciiPrefix(byte[] bytes, int length) {
        int i = 0;
        while (i + Long.BYTES <= length && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < length && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private static boolean decodes(ByteBuffer rest) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer dropped = CharBuffer.allocate(CHARS_AT_A_TIME);
        while (true) {
            dropped.clear();
            var result = decoder.decode(rest, dropped, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
        }
    }
}
