package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import ai.openclaw.lightning.storage.sqlite.file.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks whether a database is sound, and replaces one that is not by what can be salvaged of it. The damaged file is
 * never changed, only given another name. Blocking; before anything else uses the file.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final DatabaseFile file;
    private final Path salvaged;

    public Recovery(DatabaseFile file) {
        this.file = file;
        this.salvaged = Path.of(file.path() + ".salvaged");
    }

    /**
     * Makes sure that the file is whole, or empty.
     *
     * @return what has happened to it, in one sentence for people; empty when it was sound
     */
    public Optional<String> run() throws SQLException {
        try {
            if (file.bytes() == 0 && Files.exists(salvaged)) { // a process ended between the two moves below
                file.moveAside(label());
                Files.move(salvaged, file.path(), StandardCopyOption.REPLACE_EXISTING);
                return Optional.of("the database was damaged; this is what was salvaged of it");
            }
            Optional<String> damage = damage();
            return damage.isPresent() ? Optional.of(replace(damage.get())) : Optional.empty();
        } catch (IOException e) {
            throw new BridgeException(Kind.STORAGE_GONE, "can't read or replace " + file.path(), e);
        }
    }

    /** What is wrong with the file; empty when it is sound. Looks at all of it unless it lies as a bridge left it. */
    private Optional<String> damage() throws SQLException, IOException {
        if (file.bytes() == 0 || file.isAsLeft()) {
            return Optional.empty();
        }
        if (!file.hasHeader()) {
            return Optional.of("it has no SQLite header");
        }
        try {
            Migrations.refuseForeign(file);
            return Integrity.check(file.path());
        } catch (SQLException e) {
            if (isDamage(e)) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Whether this is what SQLite says of a file whose content makes no sense. */
    public static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                int primary = sqlite.getResultCode().code & 0xff;
                return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
            }
        }
        return false;
    }

    private String replace(String damage) throws SQLException, IOException {
        LOG.error("{} is damaged ({}): salvaging what can be read of it", file.path(), damage);
        Path fresh = Path.of(file.path() + ".salvaging");
        Files.deleteIfExists(fresh);
        DatabaseFile.makePrivate(fresh);
        Salvage.Result result = Salvage.into(fresh, file.path(), version());
        Optional<String> still = Integrity.check(fresh);
        if (still.isPresent()) {
            throw new BridgeException(Kind.STORAGE_GONE, "what was salvaged of " + file.path() + " is not sound");
        }
        DatabaseFile.sync(fresh);
        Files.move(fresh, salvaged, StandardCopyOption.REPLACE_EXISTING);
        Path aside = file.moveAside(label());
        Files.move(salvaged, file.path(), StandardCopyOption.REPLACE_EXISTING);
        String sentence = "the database was damaged; " + result.traces() + " traces, " + result.toolCalls()
                + " tool calls and " + result.rewards() + " rewards could be salvaged, the damaged file is kept as "
                + aside;
        LOG.error("{}: {}", file.path(), sentence);
        return sentence;
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
