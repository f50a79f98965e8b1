package ai.openclaw.lightning.disk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code disk.c} wrote down, operation by operation. */
final class DiskRecord implements Closeable {

    private static final int HEAD_BYTES = 32;

    /**
     * One operation.
     *
     * @param kind c created, u unlinked, w written, t truncated, s sync begun, S sync ended, x write-back refused
     * @param number joins the begin and the end of a sync; the seed of a refusal
     * @param nanos when, as {@link System#nanoTime} has it
     */
    record Operation(char kind, int file, int number, long nanos, long offset, ByteBuffer content) {}

    private final DataInputStream in;

    DiskRecord(Path path) throws IOException {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
    }

    /** Empty at the end; a process that was killed while it wrote leaves part of an operation there. */
    Optional<Operation> next() throws IOException {
        byte[] bytes = in.readNBytes(HEAD_BYTES);
        if (bytes.length < HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] content = new byte[(int) head.getLong(24)];
        try {
            in.readFully(content);
        } catch (EOFException cut) {
            return Optional.empty();
        }
        return Optional.of(new Operation(
                (char) head.get(0),
                head.get(1),
                head.getInt(4),
                head.getLong(8),
                head.getLong(16),
                ByteBuffer.wrap(content)));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
