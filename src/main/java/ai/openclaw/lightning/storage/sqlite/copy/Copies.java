package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.StoreCommands.Count;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.rows.TraceExport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/** What can be had of a database without the bridge that writes it. All of it blocks. */
public final class Copies {

    private Copies() {}

    /** Hands over the traces that pass the filter, in the order in which they were first stored; how many they were. */
    public static long export(Path database, TraceFilter filter, TraceSink sink, Progress progress) throws IOException {
        return sql(() -> {
            try (TraceExport export = TraceExport.over(SourceDatabase.open(database), ExportSql.ALL)) {
                return export.run(filter, sink, progress);
            }
        });
    }

    /** Writes a copy as of one moment, checked, readable by its owner only; replaces what is at that path. */
    public static void backup(Path database, Path backup, Progress progress) throws IOException {
        sql(() -> {
            Backup.make(database, backup, progress);
            return null;
        });
    }

    /**
     * Puts a backup in the place of a database, which nobody may have open.
     *
     * @param replacedLabel what the replaced database's name gets at its end, after a dot
     * @return where the replaced database is now; null when there was none
     */
    public static Path restore(Path backup, Path database, String replacedLabel, Progress progress) throws IOException {
        return sql(() -> Backup.restore(backup, database, replacedLabel, progress));
    }

    /** Closed traces that were received before that time, epoch milliseconds of the bridge's clock. */
    public static Count receivedBefore(Path database, long epochMs) throws IOException {
        return sql(() -> Expired.count(database, epochMs));
    }

    /** When the newest trace was received, epoch milliseconds of the bridge's clock; 0 without one. */
    public static long newestReceived(Path database) throws IOException {
        return sql(() -> Expired.newest(database));
    }

    /** Hands over the entries of OpenClaw's own database of an agent; how many could not be read. */
    public static long transcripts(Path agentDatabase, Consumer<String> entry) throws IOException {
        try {
            return AgentTranscripts.read(agentDatabase, entry);
        } catch (SQLException e) {
            throw new IOException(agentDatabase + ": not a database of OpenClaw transcripts: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private static <T> T sql(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new IOException("the database can't be used: " + e.getMessage(), e);
        }
    }
}
