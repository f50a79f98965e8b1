package ai.openclaw.lightning.cli.daemon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the end of a log file, and then follows it, across rotations too. For one thread. */
final class LogTail implements AutoCloseable {

    /** How much of each file is searched for the last lines; longer lines are cut. */
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private final Path file;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private FileChannel channel;
    private Object identity;

    LogTail(Path file) {
        this.file = file;
    }

    /** Returns the last lines of the file; {@link #more} continues from there. */
    List<String> last(int linesMax) throws IOException {
        open();
        if (channel == null) {
            return List.of();
        }
        channel.position(Math.max(0, channel.size() - BYTES_MAX));
        boolean complete = channel.position() == 0;
        List<String> lines = new ArrayList<>(read());
        if (!complete && !lines.isEmpty()) {
            lines.remove(0); // its beginning is missing
        }
        Path rotated = file.resolveSibling(file.getFileName() + ".1");
        if (complete && lines.size() < linesMax && Files.exists(rotated)) {
            try (LogTail before = new LogTail(rotated)) {
                lines.addAll(0, before.last(linesMax - lines.size()));
            }
        }
        return lines.subList(Math.max(0, lines.size() - linesMax), lines.size());
    }

    /** Returns the complete lines that were added since the last call. */
    List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        if (channel != null) {
            lines.addAll(read());
        }
        if (channel == null || !Objects.equals(identity, identity())) {
            open();
            if (channel != null) {
                lines.addAll(read());
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private void open() throws IOException {
        close();
        try {
            identity = identity();
            channel = FileChannel.open(file);
        } catch (NoSuchFileException e) {
            channel = null; // just rotated, or not created yet
        }
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        if (channel.position() > channel.size()) {
            channel.position(0); // the file was truncated
        }
        while (channel.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    lines.add(unfinished.toString(StandardCharsets.UTF_8));
                    unfinished.reset();
                } else if (unfinished.size() < BYTES_MAX) {
                    unfinished.write(next);
                }
            }
        }
        return lines;
    }

    private Object identity() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
