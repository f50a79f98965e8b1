package ai.openclaw.lightning.logging;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file of bounded size: a full one becomes {@code .1}, what was {@code .1} becomes {@code .2}, the last one goes. */
final class LogFile {

    private final Path path;
    private final long bytesMax;
    private final int filesMax;
    private OutputStream out;
    private long bytes;

    LogFile(Path path, long bytesMax, int filesMax) throws IOException {
        this.path = path;
        this.bytesMax = bytesMax;
        this.filesMax = filesMax;
        try {
            open();
        } catch (IOException e) {
            giveUp();
            throw e;
        }
    }

    /** After a failure the next call opens the file anew. */
    void write(byte[] line) throws IOException {
        try {
            if (out == null) {
                open();
            }
            if (bytes > 0 && bytes + line.length > bytesMax) {
                out.close();
                setAside();
                open();
            }
            out.write(line);
            bytes += line.length;
        } catch (IOException e) {
            giveUp();
            throw e;
        }
    }

    private void giveUp() {
        OutputStream broken = out;
        out = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (IOException alreadyTold) {
                return; // by the failure that led here
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void open() throws IOException {
        Home.makeFile(path);
        out = Files.newOutputStream(path, StandardOpenOption.APPEND);
        bytes = Files.size(path);
        if (endsAmidLine()) {
            out.write('\n');
            bytes++;
        }
    }

    /** A full disk, or the end of the process, may have cut the last line. */
    private boolean endsAmidLine() throws IOException {
        if (bytes == 0) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(bytes - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    private void setAside() throws IOException {
        Files.deleteIfExists(aside(filesMax));
        for (int number = filesMax - 1; number >= 1; number--) {
            if (Files.exists(aside(number))) {
                Files.move(aside(number), aside(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, aside(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path aside(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
