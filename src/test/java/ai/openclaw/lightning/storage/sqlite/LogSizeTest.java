package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** How large the log becomes, and what keeps it short. */
final class LogSizeTest extends OpenDatabase {

    @Test
    void write_logThatCantStartOver_isBoundedAndRecovers() throws SQLException {
        String large = "x".repeat(2_000_000);
        int stored = 0;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT COUNT(*) FROM traces").close(); // a reader that does not end
            try {
                for (; stored < 100; stored++) {
                    trace("t" + stored).text(large, null, null).in(store);
                }
            } catch (BridgeException full) {
                assertThat(full.kind()).isEqualTo(Kind.BUSY);
            }
            assertThat(store.writer().info().walBytes()).isLessThan(Checkpoints.LOG_BYTES_MAX + 3_000_000);
            statement.execute("ROLLBACK");
        }
        assertThat(stored).isBetween(25, 99);
        assertThat(stored("t" + (stored - 1))).isTrue();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(store.writer().info().walBytes()).isLessThan(10_000_000);
    }

    @Test
    void write_muchWithoutReaders_keepsTheLogShort() {
        String large = "x".repeat(1_000_000);
        long longest = 0;
        for (int i = 0; i < 100; i++) {
            trace("t" + i).text(large, null, null).in(store);
            longest = Math.max(longest, store.writer().info().walBytes());
        }
        assertThat(longest).isLessThan(Checkpoints.LOG_BYTES_MAX);
    }

    @Test
    void logUse_logThatStartsOver_fallsWhileItsFileKeepsItsSize() throws Exception {
        Path log = folder.resolve("traces.db-wal");
        String large = "x".repeat(1_000_000);
        try (WalUsage use = new WalUsage(DriverManager.getConnection("jdbc:sqlite:" + database))) {
            long before = use.bytes();
            trace("first").text(large, null, null).in(store);
            assertThat(use.bytes()).isGreaterThan(before + large.length()).isEqualTo(Files.size(log));
            int i = 0;
            long held = use.bytes();
            while (use.bytes() >= held && i < 100) {
                held = use.bytes();
                trace("t" + i++).text(large, null, null).in(store);
            }
            assertThat(held).isGreaterThan(20_000_000);
            assertThat(use.bytes()).isLessThan(10_000_000);
            assertThat(Files.size(log)).isGreaterThan(20_000_000);
        }
    }
}
