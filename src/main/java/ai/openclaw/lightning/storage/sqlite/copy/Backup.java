package ai.openclaw.lightning.storage.sqlite.copy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseLock;
import ai.openclaw.lightning.storage.sqlite.file.DatabaseUrl;
import ai.openclaw.lightning.storage.sqlite.salvage.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** Backups of a database, and the way back. Blocking. */
final class Backup {

    private Backup() {}

    /**
     * Writes a copy as of one moment, checked, readable by its owner only. Who looks at its path meanwhile sees nothing,
     * or the older file.
     */
    static void make(Path database, Path backup, Progress progress) throws SQLException, IOException {
        SourceDatabase.requireOurs(database);
        if (Files.exists(backup) && Files.isSameFile(backup, database)) {
            throw new IOException(backup + " is the database itself");
        }
        checkedCopy(database, backup, progress);
    }

    private static void checkedCopy(Path source, Path target, Progress progress) throws SQLException, IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        try {
            DatabaseFile.makePrivate(fresh);
            DatabaseCopy.make(source, fresh, progress);
            requireSound(fresh, "the copy of " + source);
            DatabaseFile.sync(fresh);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            if (isOfFullDisk(e)) {
                throw noRoom(source, target, e);
            }
            throw e;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean isOfFullDisk(SQLException failure) {
        return failure instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    private static IOException noRoom(Path source, Path target, SQLException cause) throws IOException {
        long mebibytes = Math.max(1, Files.size(source) >> 20);
        return new IOException(target + ": its disk has no room for it; it needs about " + mebibytes + " MiB", cause);
    }

    /**
     * Puts a backup in the place of a database, which nobody may have open.
     *
     * @param replacedLabel what the replaced database's name gets at its end, after a dot
     * @return where the replaced database is now; null when there was none
     */
    static Path restore(Path backup, Path database, String replacedLabel, Progress progress)
            throws SQLException, IOException {
        DatabaseLock.refuseOther(database);
        SourceDatabase.requireOurs(backup);
        requireSound(backup, backup.toString());
        Path restored = Path.of(database + ".restored");
        checkedCopy(backup, restored, progress);
        DatabaseFile replaced = new DatabaseFile(database);
        boolean any = replaced.bytes() > 0;
        Path aside = replaced.moveAside(replacedLabel);
        Files.move(restored, database, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return any ? aside : null;
    }

    private static void requireSound(Path database, String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(SQLiteOpenMode.READWRITE.flag));
        try (Connection connection = JDBC.createConnection(DatabaseUrl.of(database), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String found = row.next() ? row.getString(1) : "nothing";
            if (!found.equals("ok")) {
                throw damaged(name, found, null);
            }
        } catch (SQLException e) {
            if (Recovery.isDamage(e)) {
                throw damaged(name, e.getMessage(), e);
            }
            throw e;
        }
    }

    private static BridgeException damaged(String name, String found, SQLException cause) {
        return new BridgeException(
                Kind.STORAGE_GONE, name + " is damaged (" + found.strip().replaceAll("\\s+", " ") + ")", cause);
    }
}
