package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A file that lost all of its bytes while its note knows that it had some; and a disk that damages all it is given. */
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

    @Test
    void open_aFewBytesAreLeft_isToldAndTheyAreKept() throws Exception {
        Files.write(database, new byte[] {'S', 'Q', 'L'});
        store.open();

        assertThat(store.writer().info().notice()).contains("damaged");
        assertThat(files()).anyMatch(name -> name.startsWith("traces.db.damaged-"));
    }

    @Test
    void open_noteThatMakesNoSense_isNotBelieved() throws Exception {
        Files.writeString(Path.of(database + ".left"), "what?");
        store.open();

        assertThat(store.writer().info().notice()).isNull();
        assertThat(survivors()).isEqualTo(before);
    }

    @Test
    void open_damagedAgainAndAgain_isRefusedBeforeTheDiskIsFull() throws Exception {
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("traces.db.damaged-20261128-00000" + i), "kept");
        }
        overwrite(0, 100);

        assertThatThrownBy(() -> store.open()).hasMessageContaining("5 salvages within an hour");
        assertThat(files()).hasSize(7);
    }
}
