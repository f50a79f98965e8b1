package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.StoreCommands.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Retention without a bridge: deletes what is old, and gives the space back. Blocking; nobody else may write meanwhile. */
final class Cleanup {

    private static final int BUSY_TIMEOUT_MS = 10_000;

    /** Larger than the bridge's own steps: no write waits for one. */
    private static final int STEP_ROWS = 5_000;

    private static final long STEP_BYTES = 8 << 20;

    private Cleanup() {}

    /**
     * Deletes closed traces that were received before that time, epoch milliseconds of the bridge's clock.
     *
     * @param expected how many traces that may be, for the progress
     * @return what went
     */
    static Count run(Path database, long receivedBefore, long expected, Progress progress) {
        SqliteSettings settings = new SqliteSettings(database, false, BUSY_TIMEOUT_MS);
        try (WriterConnections open =
                WriterConnections.open(new Connector(PreparedFile.of(settings).file(), settings), Background.NONE)) {
            long traces = 0;
            long toolCalls = 0;
            Deletion step = Retention.ofOldest(open, receivedBefore, STEP_ROWS, STEP_BYTES);
            while (!step.isNothing()) {
                traces += step.figures().traces();
                toolCalls += step.figures().toolCalls();
                progress.at(traces, Math.max(expected, traces));
                step = Retention.ofOldest(open, receivedBefore, STEP_ROWS, STEP_BYTES);
            }
            while (FilePages.shrink(open)) {
                progress.at(traces, traces);
            }
            open.write(connection -> {
                connection.run("PRAGMA optimize");
                return null;
            });
            return new Count(traces, toolCalls);
        } catch (SQLException | IOException e) {
            throw SqliteErrors.of(e);
        }
    }
}
