package ai.openclaw.lightning.buffers;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the arrays of large bodies for the next ones. Each would otherwise fill a sixteenth of the heap anew, and all
 * requests wait while that is collected. What nobody asks for is let go. Any thread may use it.
 */
public final class ArrayPool {

    /** Arrays from here on are kept, and their sizes are multiples of it. */
    private static final int STEP_BYTES = 1 << 20;

    private static final int SPARE_MAX = 2;
    private static final int IDLE_TICKS = 10;

    private final List<byte[]> spare = new ArrayList<>(SPARE_MAX);
    private int ticksSinceUse;

    /** How long the array for that many bytes will be, if there is none yet. */
    public static int lengthFor(int bytes) {
        return bytes < STEP_BYTES ? bytes : (bytes + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
    }

    /** An array of at least that many bytes, in which anything may be. */
    public byte[] take(int bytes) {
        int length = lengthFor(bytes);
        return length < STEP_BYTES ? new byte[length] : spareOf(length);
    }

    private synchronized byte[] spareOf(int length) {
        ticksSinceUse = 0;
        for (byte[] array : spare) {
            if (array.length == length) {
                spare.remove(array);
                return array;
            }
        }
        return new byte[length];
    }

    /** The array is not used any more, by anybody. */
    public synchronized void giveBack(byte[] array) {
        if (array.length < STEP_BYTES) {
            return;
        }
        if (spare.size() == SPARE_MAX) {
            spare.remove(0);
        }
        spare.add(array);
    }

    /** Time goes by, a second each. */
    public synchronized void tick() {
        if (++ticksSinceUse > IDLE_TICKS) {
            spare.clear();
        }
    }

    synchronized int spares() {
        return spare.size();
    }
}
