package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The right to be the only program that writes a database, which keeps sums and identities of it in memory. The lock is
 * on the database itself: one on a file of its own ends where somebody deletes that file. Who reads or copies the
 * database does not ask for it.
 */
public final class DatabaseLock {

    /** Behind all that SQLite locks, and behind the end of any file: on Windows a locked region can't be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private DatabaseLock() {}

    /**
     * Takes it for as long as the descriptor is open. The system gives up all locks of a process on a file when the
     * process closes any descriptor of it. SQLite closes none while one of its connections uses the file; so take it
     * when they are open, on a descriptor that is closed after them.
     *
     * @throws BridgeException when another has it
     */
    public static void take(RandomAccessFile descriptor, Path database) throws IOException {
        if (!isTaken(descriptor)) {
            throw new BridgeException(
                    Kind.BUSY, database + ": another bridge writes this database; stop it first: lightning stop");
        }
    }

    /**
     * Looks before anything of the database is changed. Not for a process that has it open.
     *
     * @throws BridgeException when another has it
     */
    public static void refuseOther(Path database) throws IOException {
        if (Files.exists(database)) {
            try (RandomAccessFile descriptor = new RandomAccessFile(database.toFile(), "rw")) {
                take(descriptor, database);
            }
        }
    }

    private static boolean isTaken(RandomAccessFile descriptor) throws IOException {
        try {
            return descriptor.getChannel().tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }
}
