package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseLock;
import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;

/** What it takes to write: one connection that does, one that copies the write-ahead log, one that asks how full it is. */
final class WriterConnections implements AutoCloseable {

    /** How long a reader that is still there at the end is waited for. */
    private static final long LOG_LEFT_NANOSECONDS_MAX = Duration.ofSeconds(2).toNanos();

    private static final int LOG_LEFT_PAUSE_MS = 10;

    private final DatabaseFile file;
    private final Connector connector;
    private final WritingConnection writer;
    private final Checkpoints checkpoints;
    private final ResourceStack opened;

    /** Whether SQLite has met content that makes no sense: then the next opening looks at all of it. */
    private volatile boolean suspect;

    private WriterConnections(Connector connector, Executor workers, ResourceStack opened)
            throws SQLException, IOException {
        this.file = connector.file();
        this.connector = connector;
        this.opened = opened;
        opened.add(this::noteAsLeft);
        // Closed after the connections: where one descriptor of a file is closed, the system gives up all locks of the
        // process on it.
        RandomAccessFile descriptor = opened.add(file.open());
        opened.add(this::leaveNoLog);
        this.writer = opened.add(new WritingConnection(connector::writing));
        WalUsage use = opened.add(new WalUsage(opened.add(connector.writing())));
        this.checkpoints = opened.add(
                new Checkpoints(use, opened.add(connector.writing(Checkpoints.READERS_WAIT_MS)), descriptor, workers));
        DatabaseLock.take(descriptor, file.path());
    }

    /**
     * Connects to a file that is prepared. Blocking.
     *
     * @param workers copy the log beside the commits
     */
    static WriterConnections open(Connector connector, Executor workers) throws SQLException, IOException {
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
        checkpoints.beforeCommit();
        T result = writer.transaction(work);
        file.requireSame();
        return result;
    }

    /** What the writer must know, in a transaction of its own that writes nothing. Blocking. */
    <T> T read(WritingConnection.Work<T> work) throws SQLException {
        return writer.transaction(work);
    }

    /** Begins what {@link #write} does in one piece; ends with {@link WritingConnection#end}. */
    WritingConnection begin() throws SQLException {
        checkpoints.beforeCommit();
        writer.begin();
        return writer;
    }

    /** Commits what was begun; the files must still be the open ones after it. */
    void commit() throws SQLException {
        writer.commit();
        file.requireSame();
    }

    DatabaseFile file() {
        return file;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    void suspectDamage() {
        suspect = true;
    }

    /** Blocking. Readers must be gone: one that closes last would leave the write-ahead log behind. */
    @Override
    public void close() throws IOException {
        opened.close();
    }

    /**
     * The pool of readers may still be opening or closing a connection when it says that it is closed, and a reader can't
     * take the log away with it: then another connection does.
     */
    private void leaveNoLog() throws SQLException, InterruptedException {
        long limit = System.nanoTime() + LOG_LEFT_NANOSECONDS_MAX;
        while (!isGone() && file.hasLog() && System.nanoTime() < limit) {
            connector.writing().close();
            Thread.sleep(LOG_LEFT_PAUSE_MS);
        }
    }

    private void noteAsLeft() throws IOException {
        if (!suspect && !isGone()) {
            file.noteAsLeft();
        }
    }

    /** Somebody deleted it: there is nothing left to put in order. */
    private boolean isGone() {
        return file.bytes() == 0;
    }
}
