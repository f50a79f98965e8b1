package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file that lost all of its bytes while its note knows that it had some. */
final class LostFileTest extends DamagedDatabase {

    private void assertTold(long bytes, String note) throws Exception {
        assertThat(store.writer().info().notice()).contains(bytes + " bytes", "lightning restore FILE");
        String kept = files().stream()
                .filter(name -> name.startsWith("traces.db.left.damaged-"))
                .findFirst()
                .orElseThrow();
        assertThat(folder.resolve(kept)).hasContent(note);
        assertThat(survivors()).isEmpty();
        trace("c".repeat(32)).in(store);
        store.close();
        store.open();
        assertThat(store.writer().info().notice()).isNull();
        assertThat(survivors()).containsOnlyKeys("c".repeat(32));
    }

    @Test
    void open_emptied_isToldAndTheNoteKept() throws Exception {
        long bytes = Files.size(database);
        String note = Files.readString(Path.of(database + ".left"));
        Files.write(database, new byte[0]);
        assertThat(Integrity.problem(database)).get().asString().contains("is empty or missing", bytes + " bytes");
        store.open();

        assertTold(bytes, note);
    }

    @Test
    void open_deleted_isToldAndTheNoteKept() throws Exception {
        long bytes = Files.size(database);
        String note = Files.readString(Path.of(database + ".left"));
        Files.delete(database);
        store.open();

        assertTold(bytes, note);
    }

    @Test
    void open_deletedWithItsNote_isNew() throws Exception {
        Files.delete(database);
        Files.delete(Path.of(database + ".left"));
        assertThat(Integrity.problem(database)).isEmpty();
        store.open();

        assertThat(store.writer().info().notice()).isNull();
    }
}
