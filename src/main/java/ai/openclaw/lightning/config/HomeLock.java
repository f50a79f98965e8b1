package ai.openclaw.lightning.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to be the only bridge on a home; the operating system takes it back however the process ends. */
public final class HomeLock implements AutoCloseable {

    /** Far behind the pid: on Windows a locked region can't be read by others. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the home ready for use (folders, modes) and takes it.
     *
     * @throws ConfigException when another process has it, naming its pid, or when the folder can't be used
     */
    public static HomeLock take(Home home) {
        home.claim();
        Path file = home.lockFile();
        try {
            Permissions.file(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!locked(channel)) {
                    throw new ConfigException(home.root() + ": another bridge is running on this home" + pidIn(file));
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
                home.prepare();
                return new HomeLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be locked: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    private static String pidIn(Path file) {
        try {
            String pid = Files.readString(file).strip();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return ""; // the pid is a courtesy; the refusal stands without it
        }
    }
}
