package ai.openclaw.lightning.cli.frame;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The process's standard output. When the reader of a pipe has gone, as {@code head} does, the command ends, as a
 * program ends that SIGPIPE kills; the JVM ignores that signal. Any other failure is one of the disk.
 */
final class StandardOutput extends FilterOutputStream {

    private static final int TYPE = 0xf000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xc000;

    private final BooleanSupplier toReader;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out), StandardOutput::isPipe);
    }

    /** {@code toReader} says whether the other end is a process. */
    StandardOutput(OutputStream out, BooleanSupplier toReader) {
        super(out);
        this.toReader = toReader;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (toReader.getAsBoolean()) {
                throw new ReaderGone(e);
            }
            throw e;
        }
    }

    /** By the file's type, as the message of the failure is in the user's language. */
    private static boolean isPipe() {
        try {
            int type = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
