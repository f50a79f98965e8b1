package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What opening makes of a rest of a file, a note of no sense, and a disk that damages all it is given. */
final class DamagedAtOpeningTest extends DamagedDatabase {

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
