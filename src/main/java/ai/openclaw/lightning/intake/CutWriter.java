package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.model.Content;
import java.io.Writer;

/**
 * Takes text of any length, keeps what may be stored, and counts the rest. Sizes are in bytes of UTF-8. Half a surrogate
 * pair becomes U+FFFD, for it has no UTF-8.
 */
final class CutWriter extends Writer {

    private static final char REPLACEMENT = '\uFFFD';

    private final int bytesMax;
    private final StringBuilder kept = new StringBuilder();
    private long bytes;
    /** A first half whose second half is in the next chunk, or 0. */
    private char pending;

    CutWriter(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; ) {
            int from = i;
            if (pending == 0) {
                while (i < end && chars[i] < 0x80) {
                    i++;
                }
                keepAscii(chars, from, i - from);
            }
            if (i < end) {
                accept(chars[i++]);
            }
        }
    }

    private void keepAscii(char[] chars, int from, int count) {
        if (bytes < bytesMax) {
            kept.append(chars, from, (int) Math.min(count, bytesMax - bytes));
        }
        bytes += count;
    }

    private void accept(char c) {
        if (pending != 0) {
            char high = pending;
            pending = 0;
            if (Character.isLowSurrogate(c)) {
                keep(high, c, 4);
                return;
            }
            keep(REPLACEMENT, (char) 0, 3);
        }
        if (Character.isHighSurrogate(c)) {
            pending = c;
        } else if (Character.isLowSurrogate(c)) {
            keep(REPLACEMENT, (char) 0, 3);
        } else {
            keep(c, (char) 0, c < 0x80 ? 1 : c < 0x800 ? 2 : 3);
        }
    }

    private void keep(char c, char second, int size) {
        if (bytes + size <= bytesMax) {
            kept.append(c);
            if (second != 0) {
                kept.append(second);
            }
        }
        bytes += size;
    }

    /** What is to be stored of all that was written since the last call. */
    Content take() {
        if (pending != 0) {
            pending = 0;
            keep(REPLACEMENT, (char) 0, 3);
        }
        boolean cut = bytes > bytesMax;
        String taken = cut ? new CutObject(bytes, kept).json(bytesMax) : kept.toString();
        kept.setLength(0);
        bytes = 0;
        return new Content(taken, cut);
    }

    @Override
    public void flush() {
        // everything is in memory
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
