package ai.openclaw.lightning.storage.sqlite.file;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final Path note;
    private Object identity;
    private Object logIdentity;

    public DatabaseFile(Path path) {
        this.path = path.toAbsolutePath();
        this.log = Path.of(this.path + "-wal");
        this.note = Path.of(this.path + ".left");
    }

    public Path path() {
        return path;
    }

    public Path logPath() {
        return log;
    }

    /**
     * Makes the file before SQLite does, so that it and what SQLite makes beside it with the same mode are nobody
     * else's to read. Refuses one of a newer version by looking at its bytes: opened as a database, it or its folder
     * would change.
     */
    public void prepare() {
        try {
            if (bytes() > 0) {
                OptionalInt version = version();
                if (version.isPresent()) {
                    Migrations.refuseNewer(path, version.getAsInt());
                }
            } else {
                Files.createDirectories(path.getParent(), attributes(PRIVATE_FOLDER));
                makePrivate(path);
            }
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't create or read " + path, e);
        }
    }

    /** An empty file that only its owner may read, where there is none yet. */
    public static void makePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, attributes(PRIVATE));
        }
    }

    /** Whether it begins as a database does. */
    public boolean hasHeader() throws IOException {
        return header().isPresent();
    }

    /** The schema's version, from the log where that has a newer one; empty for a file that is no database. */
    public OptionalInt version() throws IOException {
        Optional<ByteBuffer> header = header();
        return header.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(WriteAheadLog.firstPageInt(log, USER_VERSION_OFFSET)
                        .orElse(header.get().getInt(USER_VERSION_OFFSET)));
    }

    private Optional<ByteBuffer> header() throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(path)) {
            header = in.readNBytes(HEADER_BYTES);
        }
        boolean database = header.length == HEADER_BYTES
                && ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        return database ? Optional.of(ByteBuffer.wrap(header)) : Optional.empty();
    }

    /**
     * Notes how the file lies there, for the next start to tell whether it is the same. To be called when the last
     * connection is closed; does nothing while a log is left. Reads all of it: 0.6 s for 1 GB.
     */
    public void noteAsLeft() throws IOException {
        if (logBytes() == 0) {
            Files.deleteIfExists(note);
            makePrivate(note);
            Files.writeString(note, LeftNote.of(path).text());
        }
    }

    /** How it was left by the bridge that closed it last; empty where nobody has noted it, or it was opened since. */
    public Optional<LeftNote> note() throws IOException {
        return LeftNote.read(note);
    }

    /** The note, where the file is as large and as old as it says. */
    public Optional<LeftNote> asLeft() throws IOException {
        Optional<LeftNote> left = note();
        return left.isPresent() && logBytes() == 0 && left.get().looksLike(path) ? left : Optional.empty();
    }

    /** Gives the note of a file that is lost another name, with a dot and that label; its path. */
    public Path moveNoteAside(String label) throws IOException {
        return Files.move(note, Path.of(note + "." + label));
    }

    /** From now on the file changes. */
    public void forgetNote() throws IOException {
        Files.deleteIfExists(note);
    }

    /**
     * Gives the file and its log, as far as they hold anything, another name beside them: with a dot and that label. The
     * new path of the database.
     */
    public Path moveAside(String label) throws IOException {
        Path aside = Path.of(path + "." + label);
        if (bytes() > 0) {
            Files.move(path, aside);
        }
        if (logBytes() > 0) {
            Files.move(log, Path.of(aside + "-wal"));
        }
        Files.deleteIfExists(log);
        Files.deleteIfExists(Path.of(path + "-shm"));
        forgetNote();
        return aside;
    }

    /** Waits until a file's content is on the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** To synchronize it. No channel, which an interrupted thread would close: with it the locks of SQLite would be gone. */
    public RandomAccessFile open() throws IOException {
        return new RandomAccessFile(path.toFile(), "rw");
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

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
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

    /** Whether there is a write-ahead log, be it empty. */
    public boolean hasLog() {
        return Files.exists(log);
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
