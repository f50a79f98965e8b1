package ai.openclaw.lightning.storage.sqlite.file;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Reads SQLite's write-ahead log without SQLite, which could not do so without writing beside it. The format:
 * https://www.sqlite.org/fileformat.html#walformat
 */
final class WriteAheadLog {

    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    /** The low bit tells in which byte order the checksums were made. */
    private static final int MAGIC = 0x377f0682;

    private static final int PAGE_BYTES_MAX = 65_536;

    private final ByteOrder order;
    private int sum0;
    private int sum1;

    private WriteAheadLog(ByteOrder order) {
        this.order = order;
    }

    /** The int at that offset of the database's first page as of the last commit in the log; empty when there is none. */
    static OptionalInt firstPageInt(Path log, int offset) throws IOException {
        if (!Files.exists(log)) {
            return OptionalInt.empty();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(log))) {
            return firstPageInt(in, offset);
        } catch (EOFException e) {
            return OptionalInt.empty(); // shorter than its header
        }
    }

    private static OptionalInt firstPageInt(DataInputStream in, int offset) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
        if (header.remaining() < HEADER_BYTES || (header.getInt(0) & ~1) != MAGIC) {
            return OptionalInt.empty();
        }
        int pageBytes = header.getInt(8);
        if (pageBytes < 512 || pageBytes > PAGE_BYTES_MAX) {
            return OptionalInt.empty();
        }
        WriteAheadLog log =
                new WriteAheadLog((header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        log.add(header, 0, HEADER_BYTES - 8);
        return log.lastCommitted(in, header.getLong(16), pageBytes, offset);
    }

    private OptionalInt lastCommitted(InputStream in, long salt, int pageBytes, int offset) throws IOException {
        OptionalInt committed = OptionalInt.empty();
        OptionalInt written = OptionalInt.empty();
        byte[] bytes = new byte[FRAME_HEADER_BYTES + pageBytes];
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
            add(frame, 0, 8);
            add(frame, FRAME_HEADER_BYTES, pageBytes);
            if (frame.getLong(8) != salt || frame.getInt(16) != sum0 || frame.getInt(20) != sum1) {
                break; // left from before the log started over, or torn: here it ends
            }
            if (frame.getInt(0) == 1) {
                written = OptionalInt.of(frame.getInt(FRAME_HEADER_BYTES + offset));
            }
            if (frame.getInt(4) != 0) {
                committed = written;
            }
        }
        return committed;
    }

    private void add(ByteBuffer bytes, int from, int count) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < from + count; at += 8) {
            sum0 += words.getInt(at) + sum1;
            sum1 += words.getInt(at + 4) + sum0;
        }
    }
}
