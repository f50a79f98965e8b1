package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.rows.TraceExport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What commands do with a database that bridges share. All of it works while bridges do, whatever machine they run on: what
 * changes something takes the locks that they take. Copies are left to PostgreSQL's own programs, which do them better.
 */
final class PostgresCommands implements StoreCommands {

    /** Larger than the bridge's own steps, but a bridge waits for the sessions of one. */
    private static final int STEP_ROWS = 2_000;

    private static final long STEP_BYTES = 8 << 20;

    /** Bridges that write may undo a step, and then it begins anew. */
    private static final int TRIES = 10;

    private static final String RECEIVED_BEFORE = """
            SELECT COUNT(*), COALESCE(SUM(tool_count), 0) FROM traces WHERE received_at < ? AND status <> 'open'
            """;

    private final PostgresSettings settings;
    private final Connector connector;

    PostgresCommands(PostgresSettings settings) {
        this.settings = settings;
        this.connector = new Connector(settings);
    }

    @Override
    public String place() {
        return settings.url().replaceFirst("^jdbc:", "");
    }

    private interface Look<T> {
        T in(Connection connection) throws SQLException, IOException;
    }

    /** Looks at a database that has our tables, through a connection that can't write. */
    private <T> T looking(Look<T> look) throws IOException {
        try (Connection connection = connector.looking()) {
            if (!Migrations.isMade(connection)) {
                throw new IOException(place() + ": nothing is stored there yet; the first start of a bridge makes it");
            }
            return look.in(connection);
        } catch (SQLException failure) {
            throw PostgresErrors.of(failure);
        }
    }

    private long number(String sql) throws IOException {
        return looking(connection -> StoredSums.number(connection, sql));
    }

    @Override
    public long bytes() throws IOException {
        return number(PostgresStore.SIZE);
    }

    /** Whether it can be used. What is in it is for {@link #check}, for a team's database may be large. */
    @Override
    public Optional<Problem> problem() {
        try (Connection connection = connector.looking()) {
            Migrations.isMade(connection);
            return Optional.empty();
        } catch (SQLException | RuntimeException failure) {
            BridgeException known = PostgresErrors.of(failure);
            return Optional.of(new Problem(
                    place() + ": " + known.getMessage(),
                    "see the table in docs/team.md; the settings: lightning config show --origin"));
        }
    }

    @Override
    public List<Checked> check() throws IOException {
        return looking(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ); // as of one moment
            connection.setAutoCommit(false);
            return List.of(
                    new Checked("rows", StoredSums.ofRows(connection)),
                    new Checked("sums", StoredSums.findings(connection)));
        });
    }

    @Override
    public List<String> repair() throws IOException {
        List<String> done = new ArrayList<>();
        for (Checked part : check()) {
            if (!part.findings().isEmpty() && part.part().equals("rows")) {
                writing(connection -> {
                    StoredSums.mendRows(connection);
                    return null;
                });
                done.add("the traces were made to fit their calls and rewards");
            }
        }
        if (!looking(StoredSums::findings).isEmpty()) {
            writing(connection -> {
                StoredSums.rebuild(connection, settings.instance());
                return null;
            });
            done.add("the sums were recomputed from the rows");
        }
        return done;
    }

    @Override
    public long export(TraceFilter filter, TraceSink sink, Progress progress) throws IOException {
        return looking(connection -> TraceExport.over(connection, ExportSql.ALL).run(filter, sink, progress));
    }

    @Override
    public void backup(Path backup, Progress progress) throws IOException {
        throw new IOException("PostgreSQL makes its own copies, while bridges run: pg_dump --format=custom --file="
                + backup + target());
    }

    @Override
    public Optional<String> restore(Path backup, String replacedLabel, Progress progress) throws IOException {
        throw new IOException(
                "stop the bridges, and have PostgreSQL put its own copy back: pg_restore --clean --if-exists"
                        + " --no-owner" + target() + " " + backup);
    }

    /** For PostgreSQL's programs, which ask for the password. */
    private String target() {
        return (settings.user().isEmpty() ? "" : " --username=" + settings.user()) + " --dbname=" + place();
    }

    @Override
    public long newestReceived() throws IOException {
        return number("SELECT COALESCE(MAX(received_at), 0) FROM traces");
    }

    @Override
    public Count receivedBefore(long epochMs) throws IOException {
        return looking(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RECEIVED_BEFORE)) {
                statement.setLong(1, epochMs);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new Count(row.getLong(1), row.getLong(2));
                }
            }
        });
    }

    @Override
    public Count deleteReceivedBefore(long epochMs, Progress progress) throws IOException {
        long expected = receivedBefore(epochMs).traces();
        long traces = 0;
        long toolCalls = 0;
        for (Deletion step = delete(epochMs); !step.isNothing(); step = delete(epochMs)) {
            traces += step.figures().traces();
            toolCalls += step.figures().toolCalls();
            progress.at(traces, Math.max(expected, traces));
        }
        return new Count(traces, toolCalls);
    }

    private Deletion delete(long epochMs) {
        return writing(
                connection -> Retention.ofOldest(connection, settings.instance(), epochMs, STEP_ROWS, STEP_BYTES));
    }

    /** A transaction that begins anew where another bridge undid it. */
    private <T> T writing(WritingConnection.Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (WritingConnection connection = new WritingConnection(connector::patient)) {
                return connection.transaction(work);
            } catch (SQLException | RuntimeException failure) {
                if (attempt == TRIES || !PostgresErrors.isConflict(failure)) {
                    throw PostgresErrors.of(failure);
                }
            }
        }
    }
}
