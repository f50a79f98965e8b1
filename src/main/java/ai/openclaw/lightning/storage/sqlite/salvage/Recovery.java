package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import ai.openclaw.lightning.storage.sqlite.file.LeftNote;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks whether a database is sound, and replaces one that is not by what can be salvaged of it. The damaged file is
 * never changed, only given another name. Blocking; before anything else uses the file.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private static final int SALVAGES_AN_HOUR = 5;

    private final DatabaseFile file;
    private final Path salvaged;

    public Recovery(DatabaseFile file) {
        this.file = file;
        this.salvaged = Path.of(file.path() + ".salvaged");
    }

    /**
     * Makes sure that the file is whole, or empty.
     *
     * @param suspicion what speaks against the file, so that all of it is looked at; null when nothing does
     * @return what has happened to it, in one sentence for people; empty when it was sound
     */
    public Optional<String> run(String suspicion) throws SQLException {
        try {
            if (file.bytes() == 0) {
                return ofEmptyFile();
            }
            Optional<LeftNote> left = file.asLeft();
            if (suspicion == null && left.isPresent() && !left.get().isSmall()) {
                return Optional.empty(); // compared beside the work
            }
            if (suspicion == null && left.isEmpty() && !LeftNote.isSmall(file.bytes()) && file.hasHeader()) {
                return Optional.empty(); // a start after a kill takes as long as the log; IdleCheck looks at the rest
            }
            boolean changed = left.isPresent() && left.get().differsFrom(file.path());
            if (suspicion == null && left.isPresent() && !changed) {
                return Optional.empty();
            }
            List<String> damage = damage(suspicion != null || changed);
            if (damage.isEmpty()) {
                return changed ? Optional.of(changedUnseen(file.path())) : Optional.empty();
            }
            return Optional.of(mended(damage));
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't read or replace " + file.path(), e);
        }
    }

    /** What is said where the bytes are other ones, and SQLite finds nothing wrong in them. */
    public static String changedUnseen(Path database) {
        return database + Integrity.CHANGED + "; SQLite finds nothing wrong in it, so a stored value may be wrong";
    }

    /** A file without a byte: new, or one that lost them all. */
    private Optional<String> ofEmptyFile() throws SQLException, IOException {
        if (Files.exists(salvaged)) { // a process ended between the two moves below
            file.moveAside(label());
            Files.move(salvaged, file.path(), StandardCopyOption.REPLACE_EXISTING);
            return Optional.of("the database was damaged; this file holds what could be salvaged");
        }
        Optional<LeftNote> left = file.note();
        if (left.isEmpty() || left.get().bytes() == 0) {
            return Optional.empty();
        }
        String sentence = "the database had " + left.get().bytes() + " bytes when the bridge stopped, but its file is"
                + " now empty or missing; the bridge began a new one and keeps the note about the old one as "
                + file.moveNoteAside(label()) + "; to bring back a backup: lightning stop && lightning restore FILE";
        LOG.error("{}: {}", file.path(), sentence);
        return Optional.of(sentence);
    }

    /** What is wrong with the file; empty when it is sound. Looks at all of it. */
    private List<String> damage(boolean suspicious) throws SQLException, IOException {
        if (!file.hasHeader()) {
            return List.of("it has no SQLite header");
        }
        try {
            Migrations.refuseForeign(file);
            return suspicious
                    ? Integrity.all(file.path())
                    : Integrity.check(file.path()).stream().toList();
        } catch (SQLException e) {
            if (isDamage(e)) {
                return List.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private String mended(List<String> damage) throws SQLException, IOException {
        if (Integrity.onlyIndexes(damage) && reindexed()) {
            String sentence = "indexes of the database did not match its rows (" + damage.get(0)
                    + ") and were rebuilt; no row was lost";
            LOG.error("{}: {}", file.path(), sentence);
            return sentence;
        }
        return replace(damage.get(0));
    }

    /** Whether that was all that was wrong. Rows that break a rule of their table leave it to the salvage. */
    private boolean reindexed() throws SQLException {
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(file.path()), new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("REINDEX");
        } catch (SQLiteException e) {
            LOG.warn("{}: the indexes can't be rebuilt: {}", file.path(), e.getMessage());
            return false;
        }
        return Integrity.all(file.path()).isEmpty();
    }

    /** Whether this is what SQLite says of a file whose content makes no sense, or ends too early. */
    public static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                SQLiteErrorCode code = sqlite.getResultCode();
                int primary = code.code & 0xff;
                return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                        || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
            }
        }
        return false;
    }

    private String replace(String damage) throws SQLException, IOException {
        refuseEndless();
        LOG.error("{} is damaged ({}): salvaging what can be read", file.path(), damage);
        Path fresh = Path.of(file.path() + ".salvaging");
        Files.deleteIfExists(fresh);
        DatabaseFile.makePrivate(fresh);
        Salvage.Result result = Salvage.into(fresh, file.path(), version());
        Optional<String> still = Integrity.check(fresh);
        if (still.isPresent()) {
            throw new BridgeException(Kind.STORAGE_GONE, "the rows salvaged from " + file.path() + " are damaged too");
        }
        DatabaseFile.sync(fresh);
        Files.move(fresh, salvaged, StandardCopyOption.REPLACE_EXISTING);
        Path aside = file.moveAside(label());
        Files.move(salvaged, file.path(), StandardCopyOption.REPLACE_EXISTING);
        String sentence = "the database was damaged; " + result.traces() + " traces, " + result.toolCalls()
                + " tool calls and " + result.rewards() + " rewards could be salvaged; the damaged file is kept as "
                + aside;
        LOG.error("{}: {}", file.path(), sentence);
        return sentence;
    }

    /** A disk that damages whatever is written would fill itself with damaged files. */
    private void refuseEndless() throws IOException {
        long hourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        String prefix = file.path().getFileName() + ".damaged-";
        long lately = 0;
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(file.path().getParent(), prefix + "*[0-9]")) {
            for (Path damaged : kept) {
                lately += Files.getLastModifiedTime(damaged).toMillis() > hourAgo ? 1 : 0;
            }
        }
        if (lately >= SALVAGES_AN_HOUR) {
            throw new BridgeException(
                    Kind.STORAGE_GONE,
                    file.path() + " is damaged again, after " + lately
                            + " salvages within an hour: check the disk (smartctl -a) and the memory");
        }
    }

    /** Of the schema; a header that is damaged may say anything. */
    private int version() throws IOException {
        int stated = file.version().orElse(Migrations.LATEST);
        return stated < 0 || stated > Migrations.LATEST ? Migrations.LATEST : stated;
    }

    private static String label() {
        return "damaged-" + LocalDateTime.now(ZoneId.systemDefault()).format(SECOND);
    }
}
