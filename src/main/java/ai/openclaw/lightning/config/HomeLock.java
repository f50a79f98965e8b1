package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The right to be the only bridge on a home; the operating system takes it back however the process ends. */
public final class HomeLock implements AutoCloseable {

    /** Far behind the pid: on Windows a locked region can't be read by others. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** A command that looks whether a bridge runs has the lock for a moment, too. */
    private static final int ATTEMPTS_MAX = 10;

    private static final int BETWEEN_ATTEMPTS_MS = 20;

    private final FileChannel channel;

    /**
     * The bridge that has a home.
     *
     * @param pid of its process; 0 where that can't be read
     * @param address like {@code http://127.0.0.1:8765}; null while it starts
     */
    public record Holder(long pid, String address) {}

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Who has the home, without taking it and without changing anything there. Not for the process that has it:
     * there, closing the file would give the lock back.
     *
     * @throws ConfigException when that can't be found out
     */
    public static Optional<Holder> holder(Home home) {
        Path file = home.lockFile();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true);
            return lock == null ? Optional.of(holderIn(file)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.of(holderIn(file));
        } catch (IOException e) {
            if (Files.isRegularFile(home.root())) {
                throw new ConfigException(home.root() + ": is a file, and a home is a folder; name another one", e);
            }
            throw new ConfigException(
                    file + ": can't be read: " + e + "; is the home " + home.root() + " another user's?", e);
        }
    }

    /** Says where this bridge answers, for {@link #holder}. */
    public void publish(String address) throws IOException {
        write(channel, address);
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
                if (!lockedInTime(channel)) {
                    long pid = holderIn(file).pid();
                    throw new ConfigException(home.root() + ": another bridge is running on this home"
                            + (pid == 0 ? "" : " (process " + pid + ")"));
                }
                channel.truncate(0);
                write(channel, "");
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

    private static boolean lockedInTime(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            if (locked(channel)) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_ATTEMPTS_MS));
        }
        return false;
    }

    /** In one piece, over what was there: whoever reads meanwhile sees the pid with the address or without. */
    private static void write(FileChannel channel, String address) throws IOException {
        String text = ProcessHandle.current().pid() + "\n" + (address.isEmpty() ? "" : address + "\n");
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static Holder holderIn(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Holder(
                    lines.isEmpty() ? 0 : Long.parseLong(lines.get(0)), lines.size() > 1 ? lines.get(1) : null);
        } catch (IOException | NumberFormatException e) {
            return new Holder(0, null); // the pid is a courtesy; that the home is held stands without it
        }
    }
}
