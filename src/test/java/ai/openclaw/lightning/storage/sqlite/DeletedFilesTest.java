package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/** Files that somebody deletes or replaces beneath the open store. */
final class DeletedFilesTest extends OpenDatabase {

    @Test
    void write_databaseDeleted_isGoneAndAFreshFileTakesOver() throws Exception {
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            Files.delete(folder.resolve(name));
        }
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(stored("before")).isFalse();
    }

    @Test
    void write_databaseDeletedWithoutItsLog_isGoneAndAFreshFileTakesOver() throws Exception {
        Files.delete(database);
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
        assertThat(stored("before")).isFalse();
    }

    @Test
    void write_onlyTheLogDeleted_isGoneAndReopeningLosesNothing() throws Exception {
        Files.delete(folder.resolve("traces.db-wal"));
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        assertThat(stored("before")).isTrue();
        trace("after").in(store);
        assertThat(stored("after")).isTrue();
    }

    @Test
    void write_databaseReplaced_isGoneAndTheOtherFileTakesOver() throws Exception {
        Path other = folder.resolve("other.db");
        SqliteStore maker = new SqliteStore(vertx, new SqliteSettings(other, false, 200));
        maker.open();
        trace("of the other").in(maker);
        maker.close();
        Files.move(other, database, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folder.resolve("traces.db-wal"));
        assertFails(Kind.STORAGE_GONE, () -> trace("during").in(store));

        store.close();
        store.open();
        assertThat(stored("of the other")).isTrue();
    }

    @Test
    void probe_databaseDeleted_isGone() throws Exception {
        Files.delete(database);

        assertFails(Kind.STORAGE_GONE, () -> store.writer().probe());
    }
}
