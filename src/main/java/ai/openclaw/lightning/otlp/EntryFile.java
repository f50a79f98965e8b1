package ai.openclaw.lightning.otlp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A file of entries, each with its length and its checksum before it, that grows at its end. Whoever is killed while they
 * write leave the half of a last entry, which counts as none. Not thread-safe, but {@link #sync} may run beside the rest.
 */
final class EntryFile implements AutoCloseable {

    private static final int HEAD_BYTES = 2 * Integer.BYTES;
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long size;

    private EntryFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /** Opens the file, or makes it; what is behind that size, which {@link #read} returns, is cut off. */
    static EntryFile open(Path path, long size) throws IOException {
        if (!Files.exists(path)
                && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        EntryFile file =
                new EntryFile(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), size);
        file.truncate(size);
        return file;
    }

    /** Gives the whole entries to the reader, and returns the size of the file up to the end of the last one. */
    static long read(Path path, Consumer<byte[]> reader) throws IOException {
        long whole = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            long all = Files.size(path);
            while (all - whole >= HEAD_BYTES) {
                int length = in.readInt();
                int sum = in.readInt();
                if (length < 0 || length > all - whole - HEAD_BYTES) {
                    break;
                }
                byte[] entry = in.readNBytes(length);
                whole += HEAD_BYTES + length;
                if (sum == sum(entry)) {
                    reader.accept(entry);
                }
            }
        }
        return whole;
    }

    private static int sum(byte[] entry) {
        CRC32 sum = new CRC32();
        sum.update(entry);
        return (int) sum.getValue();
    }

    /** Adds the entry, or fails and adds nothing. */
    void append(byte[] entry) throws IOException {
        try {
            buffer.putInt(entry.length).putInt(sum(entry));
            for (int at = 0; at < entry.length; ) {
                int some = Math.min(buffer.remaining(), entry.length - at);
                buffer.put(entry, at, some);
                at += some;
                if (!buffer.hasRemaining()) {
                    write();
                }
            }
            write();
        } catch (IOException e) {
            buffer.clear();
            truncate(size);
            throw e;
        }
        size += HEAD_BYTES + entry.length;
    }

    private void write() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    long size() {
        return size;
    }

    private void truncate(long to) throws IOException {
        channel.truncate(to);
        channel.position(to);
    }

    /** Leaves nothing of it. */
    void clear() throws IOException {
        truncate(0);
        size = 0;
    }

    /** Brings it to the disk. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
