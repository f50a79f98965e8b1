package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The database file and what SQLite keeps beside it. Everything here blocks, for microseconds but for the first look
 * at a long write-ahead log.
 */
public final class DatabaseFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where the file's header keeps the user version, a big-endian int (https://www.sqlite.org/fileformat.html). */
    private static final int USER_VERSION_OFFSET = 60;

    private static final int HEADER_BYTES = 100;

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final Path log;
    private Object identity;
    private Object logIdentity;

    public DatabaseFile(Path path) {
        this.path = path.toAbsolutePath();
        this.log = Path.of(this.path + "-wal");
    }

    public Path path() {
        return path;
    }

    /**
     * Makes the file before SQLite does, so that it and what SQLite makes beside it with the same mode are nobody
     * else's to read. Refuses one that is no database, or of a newer version, by looking at its bytes: opened as a
     * database, it or its folder would change.
     */
    public void prepare() {
        try {
            if (Files.exists(path) && Files.size(path) > 0) {
                refuseForeignBytes();
            } else {
                Files.createDirectories(path.getParent(), attributes(PRIVATE_FOLDER));
                if (!Files.exists(path)) {
                    Files.createFile(path, attributes(PRIVATE));
                }
            }
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't create or read " + path, e);
        }
    }

    void refuseForeignBytes() throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(path)) {
            header = in.readNBytes(HEADER_BYTES);
        }
        if (header.length < HEADER_BYTES
                || !ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, path + " is not an SQLite database: move it away and start again");
        }
        int inFile = ByteBuffer.wrap(header).getInt(USER_VERSION_OFFSET);
        Migrations.refuseNewer(
                path, WriteAheadLog.firstPageInt(log, USER_VERSION_OFFSET).orElse(inFile));
    }

    /** Makes it private, whatever mode an older program or the umask gave it. */
    public void tighten() {
        try {
            for (Path file : List.of(path, log, Path.of(path + "-shm"))) {
                if (posix()
                        && Files.exists(file)
                        && !Files.getPosixFilePermissions(file).equals(PRIVATE)) {
                    Files.setPosixFilePermissions(file, PRIVATE);
                }
            }
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't make " + path + " private", e);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Takes the files that are there now for the open ones. */
    public void remember() {
        identity = identityOf(path);
        logIdentity = identityOf(log);
    }

    /**
     * Fails when a path no longer leads to the open file: SQLite would go on writing to a deleted one and report
     * success.
     */
    public void requireSame() {
        if (!Objects.equals(identity, identityOf(path)) || !Objects.equals(logIdentity, identityOf(log))) {
            throw new BridgeException(
                    Kind.STORAGE_GONE, "the database file was deleted or replaced while the bridge was running");
        }
    }

    /** What tells a file from another at the same path: device and inode, or, where there are none, that it exists. */
    private static Object identityOf(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? "present" : key;
        } catch (IOException e) {
            return null;
        }
    }

    public long bytes() {
        return bytesOf(path);
    }

    /** The write-ahead log's, 0 when there is none. */
    public long logBytes() {
        return bytesOf(log);
    }

    private static long bytesOf(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't read " + file, e);
        }
    }
}
