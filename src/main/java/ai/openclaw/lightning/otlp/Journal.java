package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.intake.otlp.Item;
import ai.openclaw.lightning.intake.otlp.ItemReader;
import ai.openclaw.lightning.intake.otlp.ItemWriter;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The file of what was taken and is not stored yet, a line each. A killed bridge loses nothing of it; a machine that loses
 * its power at most the last second, as in the database. Not thread-safe.
 */
final class Journal implements AutoCloseable {

    private static final long COMPACT_BYTES = 8L << 20;
    private static final String TOLD = "told ";

    private final Path file;
    private FileChannel channel;
    private long size;
    private long compactAt = COMPACT_BYTES;
    private boolean unsynced;

    Journal(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** What was not stored when the last bridge ended, in the order in which it came. */
    Collection<Item> read() throws IOException {
        Map<String, Map<String, Item>> groups = new LinkedHashMap<>();
        // What is not UTF-8 is the half of a last line.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(TOLD)) {
                    groups.remove(line.substring(TOLD.length()));
                    continue;
                }
                Item item = ItemReader.read(line);
                if (item != null) {
                    groups.computeIfAbsent(item.group(), group -> new LinkedHashMap<>())
                            .put(item.kind() + item.id(), item);
                }
            }
        }
        return groups.values().stream()
                .flatMap(items -> items.values().stream())
                .toList();
    }

    /** Adds them all, or fails and adds none. */
    void add(List<Item> items) throws IOException {
        append(lines(items));
    }

    /** The group is stored. A line that can't be written costs its group being stored again, which changes nothing. */
    void told(String group) throws IOException {
        append((TOLD + group.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] lines(Collection<Item> items) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ItemWriter.write(items, lines);
        return lines.toByteArray();
    }

    private void append(byte[] lines) throws IOException {
        if (channel == null) {
            Files.createDirectories(file.getParent());
            channel = opened(file);
            size = channel.size();
            channel.position(size);
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
        size += lines.length;
        unsynced = true;
    }

    private static FileChannel opened(Path path) throws IOException {
        if (!Files.exists(path)
                && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Call this every second: brings what was added to the disk, and leaves out what is stored. */
    void everySecond(boolean empty, Supplier<Collection<Item>> open) throws IOException {
        if (channel == null) {
            return;
        }
        if (empty && size > 0) {
            channel.truncate(0);
            channel.position(0);
            size = 0;
            unsynced = true;
        } else if (size > compactAt) {
            compact(open.get());
        }
        if (unsynced) {
            channel.force(false);
            unsynced = false;
        }
    }

    private void compact(Collection<Item> open) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        byte[] lines = lines(open);
        try (FileChannel copy = opened(next)) {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                copy.write(buffer);
            }
            copy.force(true);
        }
        channel.close();
        channel = null;
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel = opened(file);
        size = lines.length;
        channel.position(size);
        compactAt = Math.max(COMPACT_BYTES, 2 * size);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.force(false);
            channel.close();
            channel = null;
        }
    }
}
