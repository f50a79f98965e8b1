package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.storage.sqlite.file.DatabaseFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of which a part is copied, and files of which a part is lost. */
final class SyncedFilesTest {

    private static final String CONTENT = "SELECT hex(x) FROM t";

    @TempDir
    private Path folder;

    private DatabaseFile file;
    private Connection connection;
    private String copied;
    private Connection reader;
    private WalUsage use;
    private SyncedFiles files;

    @BeforeEach
    void open() throws SQLException, IOException {
        Path database = folder.resolve("traces.db");
        file = new DatabaseFile(database);
        connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA wal_autocheckpoint = 0");
        run("CREATE TABLE t (x)");
        run("INSERT INTO t VALUES (randomblob(50000))");
        copied = text(connection, CONTENT);
        reader = DriverManager.getConnection("jdbc:sqlite:" + database);
        run(reader, "BEGIN");
        run(reader, "SELECT COUNT(*) FROM t"); // nothing that comes later is copied
        run("UPDATE t SET x = randomblob(50000)");
        run("PRAGMA wal_checkpoint(PASSIVE)");
        use = new WalUsage(DriverManager.getConnection("jdbc:sqlite:" + database));
        files = new SyncedFiles(file);
        files.openLog();
    }

    @AfterEach
    void close() throws SQLException, IOException {
        use.close();
        reader.close();
        connection.close();
        files.close();
    }

    private void run(String sql) throws SQLException {
        run(connection, sql);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void writeAgain_pagesOfTheDatabaseAreLost_theFileAloneIsAsItWasCopied() throws Exception {
        WalUsage.Frames frames = use.frames();
        assertThat(frames.copied()).isPositive().isLessThan(frames.written());
        try (RandomAccessFile lost = new RandomAccessFile(file.path().toFile(), "rw")) {
            lost.write(new byte[(int) lost.length()]);
        }
        files.writeAgain(frames);

        Path alone = Files.copy(file.path(), folder.resolve("alone.db"));
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite:" + alone)) {
            assertThat(text(copy, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(text(copy, CONTENT)).isEqualTo(copied);
        }
    }

    @Test
    void writeAgain_aPartOfTheLogIsLost_failsAndLeavesTheDatabase() throws Exception {
        WalUsage.Frames frames = use.frames();
        byte[] before = Files.readAllBytes(file.path());
        try (RandomAccessFile log = new RandomAccessFile(file.logPath().toFile(), "rw")) {
            log.seek(log.length() - 1_000);
            log.write(new byte[500]);
        }

        assertThatThrownBy(() -> files.writeAgain(frames))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lost");
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    }
}
