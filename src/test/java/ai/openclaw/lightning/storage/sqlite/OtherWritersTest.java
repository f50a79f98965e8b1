package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.WorkingSet;
import ai.openclaw.lightning.storage.WriterStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Other processes that write to the database between the writes of the store. */
final class OtherWritersTest extends OpenDatabase {

    @Test
    void write_anotherWroteMeanwhile_works() throws SQLException {
        for (int i = 0; i < 5; i++) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO counters VALUES ('other" + i + "', 1)");
            }
            trace("t" + i).call("c", "a", 1).in(store);
            store.writer().totals();
        }
        assertThat(stored("t4")).isTrue();
    }

    /** SQLite refuses at once to write in a transaction that has read before, when another process wrote in between. */
    @Test
    void write_anotherWroteAfterTheBatchLoaded_works() throws SQLException {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.load(new WorkingSet.Keys(Set.of("before"), Set.of()));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO counters VALUES ('other', 1)");
            }
            transaction.insert(trace("during").rows());
            transaction.store(trace("during").changes());
            transaction.commit();
        }
        assertThat(stored("during")).isTrue();
    }
}
