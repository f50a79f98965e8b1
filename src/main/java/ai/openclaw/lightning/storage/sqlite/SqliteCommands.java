package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What commands do with a database file. */
final class SqliteCommands implements StoreCommands {

    private final Path database;
    private final Path cache;

    SqliteCommands(Path database, Path cache) {
        this.database = database;
        this.cache = cache;
    }

    @Override
    public String place() {
        return database.toString();
    }

    @Override
    public long bytes() throws IOException {
        requireDatabase();
        return Files.size(database);
    }

    @Override
    public Optional<Problem> problem() {
        if (Files.isDirectory(cache)) { // a look changes nothing, and makes no folder
            NativeLibrary.unpackTo(cache);
        }
        return Integrity.problem(database)
                .map(sentence -> new Problem(
                        sentence,
                        "lightning restart, which salvages what it can from a damaged file and keeps the file; or,"
                                + " with a backup: lightning restore FILE"));
    }

    @Override
    public List<Checked> check() throws IOException {
        if (!isLost()) {
            requireDatabase();
        }
        NativeLibrary.unpackTo(cache);
        try {
            return DatabaseCheck.run(database);
        } catch (SQLException failure) {
            throw SqliteErrors.of(failure);
        }
    }

    @Override
    public List<String> repair() throws IOException {
        if (!isLost()) {
            requireDatabase();
        }
        NativeLibrary.unpackTo(cache);
        try {
            return DatabaseCheck.repair(database);
        } catch (SQLException failure) {
            throw SqliteErrors.of(failure);
        }
    }

    /** Whether there is nothing where there was something. */
    private boolean isLost() throws IOException {
        DatabaseFile file = new DatabaseFile(database);
        return file.bytes() == 0 && file.note().isPresent();
    }

    @Override
    public long export(TraceFilter filter, TraceSink sink, Progress progress) throws IOException {
        requireUsable();
        return Copies.export(database, filter, sink, progress);
    }

    @Override
    public void backup(Path backup, Progress progress) throws IOException {
        requireUsable();
        Copies.backup(database, backup, progress);
    }

    @Override
    public Optional<String> restore(Path backup, String replacedLabel, Progress progress) throws IOException {
        if (Files.exists(database) && Files.isSameFile(backup, database)) {
            throw new IOException(backup + " is the database itself");
        }
        NativeLibrary.unpackTo(cache);
        return Optional.ofNullable(Copies.restore(backup, database, replacedLabel, progress))
                .map(Path::toString);
    }

    @Override
    public long newestReceived() throws IOException {
        requireUsable();
        return Copies.newestReceived(database);
    }

    @Override
    public Count receivedBefore(long epochMs) throws IOException {
        requireUsable();
        return Copies.receivedBefore(database, epochMs);
    }

    @Override
    public Count deleteReceivedBefore(long epochMs, Progress progress) throws IOException {
        long expected = receivedBefore(epochMs).traces();
        return Cleanup.run(database, epochMs, expected, progress);
    }

    private void requireDatabase() throws IOException {
        if (!Files.exists(database) || Files.size(database) == 0) {
            throw new IOException(database + ": no such database; choose another home with --home");
        }
    }

    private void requireUsable() throws IOException {
        requireDatabase();
        NativeLibrary.unpackTo(cache);
    }
}
