package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The open database.
 *
 * @param opening what happened to the file when it was opened, in one sentence for people
 * @param opened the first three, to be closed together: the check first
 */
record SqliteConnections(
        WriterConnections writer, ReaderPool readers, IdleCheck check, Optional<String> opening, ResourceStack opened) {

    /** For copying the log, and for synchronizing it beside that. */
    private static final int DISK_THREADS = 2;

    /**
     * Creates or migrates the file and connects to it. Blocking.
     *
     * @param suspicion what speaks against the file, so that all of it is looked at first; null when nothing does
     */
    static SqliteConnections open(Vertx vertx, SqliteSettings settings, String suspicion)
            throws SQLException, IOException {
        PreparedFile prepared = PreparedFile.of(settings, suspicion);
        Connector connector = new Connector(prepared.file(), settings);
        Background workers = workers(vertx);
        ResourceStack opened = new ResourceStack();
        try {
            WriterConnections writer = opened.add(WriterConnections.open(connector, workers));
            ReaderPool readers = opened.add(ReaderPool.open(vertx, connector));
            IdleCheck check = new IdleCheck(prepared, writer);
            opened.add(check::end);
            return new SqliteConnections(writer, readers, check, prepared.notice(), opened);
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    /** Not those of reads, which yield to writes: a commit may wait for what the disk does. */
    private static Background workers(Vertx vertx) {
        WorkerExecutor threads = vertx.createSharedWorkerExecutor("lightning-disk", DISK_THREADS);
        return new Background() {
            @Override
            public void execute(Runnable task) {
                threads.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false);
            }

            @Override
            public void after(long ms, Runnable task) {
                vertx.setTimer(ms, timer -> execute(task));
            }
        };
    }

    /** What a person should know of the file although it works, in one sentence. */
    Optional<String> notice() {
        return opening.or(check::notice);
    }
}
