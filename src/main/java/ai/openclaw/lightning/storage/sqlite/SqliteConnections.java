package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.sqlite.file.ResourceStack;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The open database.
 *
 * @param notice what happened to the file when it was opened, in one sentence for people
 * @param opened the first two, to be closed together: the readers first
 */
record SqliteConnections(WriterConnections writer, ReaderPool readers, Optional<String> notice, ResourceStack opened) {

    /** Creates or migrates the file and connects to it. Blocking. */
    static SqliteConnections open(Vertx vertx, SqliteSettings settings) throws SQLException, IOException {
        PreparedFile prepared = PreparedFile.of(settings);
        Connector connector = new Connector(prepared.file(), settings);
        Background workers = workers(vertx);
        ResourceStack opened = new ResourceStack();
        try {
            WriterConnections writer = opened.add(WriterConnections.open(connector, workers));
            ReaderPool readers = opened.add(ReaderPool.open(vertx, connector));
            return new SqliteConnections(writer, readers, prepared.notice(), opened);
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            opened.closeAfter(failure);
            throw failure;
        }
    }

    private static Background workers(Vertx vertx) {
        return new Background() {
            @Override
            public void execute(Runnable task) {
                vertx.executeBlocking(
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
}
