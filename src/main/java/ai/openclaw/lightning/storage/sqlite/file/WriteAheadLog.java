package ai.openclaw.lightning.storage.sqlite.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads SQLite's write-ahead log without SQLite, which could not do so without writing beside it. The format:
 * https://www.sqlite.org/fileformat.html#walformat
 */
public final class WriteAheadLog {

    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    /** The low bit tells in which byte order the checksums were made. */
    private static final int MAGIC = 0x377f0682;

    private static final int DATABASE_HEADER_BYTES = 100;
    private static final int PAGE_BYTES_MAX = 65_536;

    private final ByteOrder order;
    private int sum0;
    private int sum1;

    private WriteAheadLog(ByteOrder order) {
        this.order = order;
    }

    /**
     * The pages that the log holds as of its last commit.
     *
     * @param pageBytes their size, 0 when there is no log that can be read
     * @param offsets by page number: where in the log the page's bytes begin
     * @param frames how many pages were written to it until that commit, each version of a page for itself
     * @param first the first page's header, for which nobody has to look again at a log that may have started over; null
     *     where the log has no such page
     */
    public record Pages(int pageBytes, Map<Integer, Long> offsets, int frames, ByteBuffer first) {

        private static final Pages NONE = new Pages(0, Map.of(), 0, null);

        public Pages {
            offsets = Map.copyOf(offsets);
        }
    }

    /** How long a log of so many pages is; 0 for none, or fewer. */
    public static long bytes(int pages, int pageBytes) {
        return pages <= 0 ? 0 : HEADER_BYTES + (long) pages * (FRAME_HEADER_BYTES + pageBytes);
    }

    /** The int at that offset of the database's first page as of the last commit in the log; empty when there is none. */
    static OptionalInt firstPageInt(Path log, int offset) throws IOException {
        ByteBuffer first = committedPages(log).first();
        return first == null ? OptionalInt.empty() : OptionalInt.of(first.getInt(offset));
    }

    /** Reads the whole log, which need not be there: milliseconds for each megabyte. */
    public static Pages committedPages(Path log) throws IOException {
        return committedPages(log, Integer.MAX_VALUE);
    }

    /** The same as of the last commit among the first frames, of which this reads no more than so many. */
    public static Pages committedPages(Path log, int framesMax) throws IOException {
        if (!Files.exists(log)) {
            return Pages.NONE;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log), 1 << 16)) {
            return committedPages(in, framesMax);
        }
    }

    private static Pages committedPages(InputStream in, int framesMax) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
        if (header.remaining() < HEADER_BYTES || (header.getInt(0) & ~1) != MAGIC) {
            return Pages.NONE;
        }
        int pageBytes = header.getInt(8);
        if (pageBytes < 512 || pageBytes > PAGE_BYTES_MAX) {
            return Pages.NONE;
        }
        WriteAheadLog log =
                new WriteAheadLog((header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        log.add(header, 0, HEADER_BYTES - 8);
        return log.committed(in, header.getLong(16), pageBytes, framesMax);
    }

    private Pages committed(InputStream in, long salt, int pageBytes, int framesMax) throws IOException {
        Map<Integer, Long> committed = new HashMap<>();
        Map<Integer, Long> written = new HashMap<>();
        ByteBuffer first = null;
        ByteBuffer firstWritten = null;
        byte[] bytes = new byte[FRAME_HEADER_BYTES + pageBytes];
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        int frames = 0;
        int framesCommitted = 0;
        for (long at = HEADER_BYTES;
                frames < framesMax && in.readNBytes(bytes, 0, bytes.length) == bytes.length;
                at += bytes.length) {
            add(frame, 0, 8);
            add(frame, FRAME_HEADER_BYTES, pageBytes);
            if (frame.getLong(8) != salt || frame.getInt(16) != sum0 || frame.getInt(20) != sum1) {
                break; // left from before the log started over, or torn: here it ends
            }
            frames++;
            written.put(frame.getInt(0), at + FRAME_HEADER_BYTES);
            if (frame.getInt(0) == 1) {
                int from = FRAME_HEADER_BYTES;
                firstWritten = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + DATABASE_HEADER_BYTES));
            }
            if (frame.getInt(4) != 0) {
                committed.putAll(written);
                written.clear();
                framesCommitted = frames;
                first = firstWritten;
            }
        }
        return new Pages(pageBytes, committed, framesCommitted, first);
    }

    private void add(ByteBuffer bytes, int from, int count) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < from + count; at += 8) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + 4) + sum0;
        }
    }
}
