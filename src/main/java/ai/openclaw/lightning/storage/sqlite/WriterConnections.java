package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseLock;
import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What it takes to write: one connection that does, one that copies the write-ahead log, one that asks how full it is. */
final class WriterConnections implements AutoCloseable {

    /** How long a reader that is still there at the end is waited for. */
    private static final long LOG_LEFT_NANOSECONDS_MAX = Duration.ofSeconds(2).toNanos();

    private static final int LOG_LEFT_PAUSE_MS = 10;

    private final DatabaseFile file;
    private final Connector connector;
    private final WritingConnection writer;
    private final WalUsage use;
    private final SyncedFiles files;
    private final Checkpoints checkpoints;

    /** Empty where each commit waits for the disk. */
    private final Optional<LogSyncs> syncs;

    /** The last to leave while the log is needed, for it can't copy it. */
    private final Connection keeper;

    private final ResourceStack opened;

    /** Whether the log is the only copy of something, for all that is known. */
    private boolean logNeeded;

    /** What SQLite has met that makes no sense: then the next opening looks at all of it. Null when it has not. */
    private volatile String suspicion;

    /** The log's length after the last transaction. Of the writer alone. */
    private long logBytes;

    private WriterConnections(Connector connector, Background workers, ResourceStack opened)
            throws SQLException, IOException {
        this.file = connector.file();
        this.connector = connector;
        this.opened = opened;
        opened.add(this::noteAsLeft);
        logNeeded = file.logBytes() > 0;
        this.files = opened.add(new SyncedFiles(file));
        opened.add(this::leaveNoLog);
        this.keeper = opened.add(connector.reading());
        this.writer = opened.add(new WritingConnection(connector::writing));
        this.use = opened.add(new WalUsage(opened.add(connector.writing())));
        this.checkpoints = opened.add(
                new Checkpoints(use, opened.add(connector.writing(Checkpoints.READERS_WAIT_MS)), files, workers));
        this.syncs = connector.settings().fullDurability()
                ? Optional.empty()
                : Optional.of(opened.add(new LogSyncs(files, checkpoints, workers)));
        DatabaseLock.take(files.database(), file.path());
        files.openLog();
        if (logNeeded) { // another process has the database open, so it goes on where the one that left it stopped
            writeAgain(files, use);
            logNeeded = false;
        }
    }

    private static void writeAgain(SyncedFiles files, WalUsage use) throws SQLException {
        try {
            files.writeAgain(use.frames());
        } catch (IOException e) {
            throw SqliteErrors.refused(e);
        }
    }

    /**
     * Connects to a file that is prepared. Blocking.
     *
     * @param workers copy the log beside the commits
     */
    static WriterConnections open(Connector connector, Background workers) throws SQLException, IOException {
        ResourceStack opened = new ResourceStack();
        try {
            WriterConnections connections = new WriterConnections(connector, workers, opened);
            connector.file().remember();
            return connections;
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    /** One transaction on the writing connection; the files must still be the open ones after it. Blocking. */
    <T> T write(WritingConnection.Work<T> work) throws SQLException {
        beforeCommit();
        T result = writer.transaction(work);
        afterCommit();
        return result;
    }

    /** What the writer must know, in a transaction of its own that writes nothing. Blocking. */
    <T> T read(WritingConnection.Work<T> work) throws SQLException {
        return writer.transaction(work);
    }

    /** Begins what {@link #write} does in one piece; ends with {@link WritingConnection#end}. */
    WritingConnection begin() throws SQLException {
        beforeCommit();
        writer.begin();
        return writer;
    }

    /** Commits what was begun; the files must still be the open ones after it. */
    void commit() throws SQLException {
        writer.commit();
        afterCommit();
    }

    /**
     * Fails where somebody has cut the log. SQLite would write on behind the hole, and commits that were answered would be
     * in a log that ends before them.
     */
    private void beforeCommit() throws SQLException {
        if (file.logBytes() < logBytes && file.logBytes() < use.bytes()) {
            suspectDamage("its log was truncated");
            throw new BridgeException(
                    Kind.STORAGE_GONE, "the database's log was truncated while the bridge ran; nothing was stored");
        }
        checkpoints.beforeCommit();
        logBytes = file.logBytes();
    }

    private void afterCommit() {
        syncs.ifPresent(LogSyncs::committed);
        file.requireSame();
        logBytes = file.logBytes();
    }

    DatabaseFile file() {
        return file;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** The open file. To be read by one thread at a time, and not to be closed. */
    RandomAccessFile descriptor() {
        return files.database();
    }

    /** From now on the database is to be closed, looked through and opened again. */
    void suspectDamage(String suspicion) {
        this.suspicion = suspicion;
    }

    /** What speaks against the database; empty when nothing does. */
    Optional<String> suspicion() {
        return Optional.ofNullable(suspicion);
    }

    /** Blocking. Readers must be gone: one that closes last would leave the write-ahead log behind. */
    @Override
    public void close() throws IOException {
        logNeeded = !checkpoints.isKept();
        if (!logNeeded) {
            opened.add(keeper); // leaves first, so that the last one copies what is left and takes the log away
        }
        opened.close();
    }

    /**
     * The pool of readers may still be opening or closing a connection when it says that it is closed, and a reader can't
     * take the log away with it: then another connection does.
     */
    private void leaveNoLog() throws SQLException, InterruptedException {
        if (logNeeded) {
            return; // the next opening copies all of it anew
        }
        long limit = System.nanoTime() + LOG_LEFT_NANOSECONDS_MAX;
        while (!isGone() && file.hasLog() && System.nanoTime() < limit) {
            connector.writing().close();
            Thread.sleep(LOG_LEFT_PAUSE_MS);
        }
    }

    private void noteAsLeft() throws IOException {
        if (suspicion == null && !isGone()) {
            file.noteAsLeft();
        }
    }

    /** Somebody deleted it: there is nothing left to put in order. */
    private boolean isGone() {
        return file.bytes() == 0;
    }
}
