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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
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

    private final Home home;
    private FileChannel channel;

    /** Which file is locked; null where files have no identity, and a locked one can't be deleted. */
    private Object identity;

    private String address = "";

    /**
     * The bridge that has a home.
     *
     * @param pid of its process; 0 where that can't be read
     * @param address like {@code http://127.0.0.1:8765}; null while it starts
     */
    public record Holder(long pid, String address) {}

    /** What {@link #look} found. */
    public enum Standing {
        /** The file at the home's path is the one that is locked. */
        HELD,
        /** It was deleted or replaced, nobody had taken the home since, and now this process has it again. */
        TAKEN_AGAIN,
        /** It was deleted or replaced, and another process has the home now. */
        LOST
    }

    /** An open file with its lock. */
    private record Locked(FileChannel channel, Object identity) {}

    private HomeLock(Home home, Locked locked) {
        this.home = home;
        this.channel = locked.channel();
        this.identity = locked.identity();
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
                throw new ConfigException(
                        home.root() + ": is a file, but a home must be a folder; choose another one", e);
            }
            throw new ConfigException(
                    file + ": can't be read: " + IoReason.of(e) + "; does the home " + home.root()
                            + " belong to another user?",
                    e);
        }
    }

    /** Says where this bridge answers, for {@link #holder}. */
    public synchronized void publish(String address) throws IOException {
        this.address = address;
        write(channel, address);
    }

    /**
     * Whether the lock still means something: who deletes or replaces its file lets others take the home, while this
     * process has it. Takes it again where nobody has.
     *
     * @throws IOException where that can't be found out now
     */
    public synchronized Standing look() throws IOException {
        Path file = home.lockFile();
        if (Objects.equals(identity, identityOf(file))) {
            return Standing.HELD;
        }
        Optional<Locked> again = lock(file);
        if (again.isEmpty()) {
            return Standing.LOST;
        }
        channel.close();
        channel = again.get().channel();
        identity = again.get().identity();
        write(channel, address);
        return Standing.TAKEN_AGAIN;
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
            Optional<Locked> locked = lock(file);
            if (locked.isEmpty()) {
                long pid = holderIn(file).pid();
                throw new ConfigException(home.root() + ": another bridge is running on this home"
                        + (pid == 0 ? "" : " (process " + pid + ")"));
            }
            HomeLock lock = new HomeLock(home, locked.get());
            try {
                write(lock.channel, "");
                home.prepare();
                return lock;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be locked: " + IoReason.of(e), e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    /** The file that is at that path, made if need be, locked; empty where another has it. */
    private static Optional<Locked> lock(Path file) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Permissions.file(file);
            Object identity = identityOf(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                boolean locked = lockedInTime(channel);
                if (Objects.equals(identity, identityOf(file))) {
                    if (locked) {
                        channel.truncate(0);
                        return Optional.of(new Locked(channel, identity));
                    }
                    channel.close();
                    return Optional.empty();
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close(); // of a file that is at its path no more: the one that is there now counts
        }
        return Optional.empty();
    }

    private static Object identityOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException deleted) {
            return "deleted";
        }
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
