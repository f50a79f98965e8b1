package ai.openclaw.lightning.http.exchange;

import ai.openclaw.lightning.buffers.ArrayPool;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a request, never more than its route takes. Filled on the event loop; then {@link #inflate} and reading
 * may happen on one other thread.
 */
public final class Body {

    private static final int FIRST_CHUNK = 8 * 1024;
    private static final byte[] EMPTY = new byte[0];

    private final InFlightBytes inFlight;
    private final ArrayPool arrays;
    private final int bytesMax;
    private byte[] bytes = EMPTY;
    private int length;
    private long held;
    private boolean gzip;

    Body(InFlightBytes inFlight, ArrayPool arrays, int bytesMax, boolean gzip) {
        this.inFlight = inFlight;
        this.arrays = arrays;
        this.bytesMax = bytesMax;
        this.gzip = gzip;
    }

    /** The content is in the first {@link #length()} of these. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Whether {@link #inflate} has work to do. */
    public boolean isCompressed() {
        return gzip;
    }

    /** Decompresses, if need be, no further than the limit: a small body can hold gigabytes. */
    public void inflate() {
        if (!gzip) {
            return;
        }
        byte[] compressed = bytes;
        int compressedLength = length;
        bytes = EMPTY;
        length = 0;
        gzip = false;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed, 0, compressedLength))) {
            while (true) {
                makeRoom(1);
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return;
                }
                length += read;
                if (length > bytesMax) {
                    throw tooLarge(bytesMax);
                }
            }
        } catch (IOException broken) {
            throw Refusal.badRequest("the body is not valid gzip data", null);
        } finally {
            arrays.giveBack(compressed);
        }
    }

    static Refusal tooLarge(int bytesMax) {
        return Refusal.tooLarge("the body is larger than " + bytesMax + " bytes");
    }

    /** Makes room for a body whose size is known. */
    void expect(int size) {
        if (size > 0) {
            bytes = larger(size);
        }
    }

    void append(Buffer chunk) {
        int size = chunk.length();
        if (size > bytesMax - length) {
            throw tooLarge(bytesMax);
        }
        makeRoom(size);
        chunk.getBytes(bytes, length);
        length += size;
    }

    /** The bytes are not needed any more; what was made of them still is, and counts as much until {@link #release}. */
    public void decoded() {
        arrays.giveBack(bytes);
        bytes = EMPTY;
        length = 0;
    }

    /** Lets go of the bytes, or of what was made of them; twice is as good as once. */
    void release() {
        inFlight.giveBack(held);
        held = 0;
        decoded();
    }

    private void makeRoom(int more) {
        if (bytes.length - length >= more) {
            return;
        }
        // One byte more than allowed, to see that there is more.
        int size = (int) Math.min(bytesMax + 1L, Math.max(length + (long) more, Math.max(FIRST_CHUNK, 2L * length)));
        byte[] larger = larger(size);
        System.arraycopy(bytes, 0, larger, 0, length);
        arrays.giveBack(bytes);
        bytes = larger;
    }

    private byte[] larger(int size) {
        int more = ArrayPool.lengthFor(size) - bytes.length;
        inFlight.take(more);
        held += more;
        return arrays.take(size);
    }
}
