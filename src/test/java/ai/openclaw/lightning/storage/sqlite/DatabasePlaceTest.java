package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that are no database, and folders with odd names or none. */
final class DatabasePlaceTest extends UnopenedDatabase {

    @Test
    void open_fileThatIsNoDatabase_isMovedAsideWhole() throws Exception {
        Files.createDirectories(database.getParent());
        Files.writeString(database, "dear diary, ".repeat(100));
        store.open();

        try (Stream<Path> files = Files.list(database.getParent())) {
            Path aside = files.filter(file -> file.getFileName().toString().startsWith("traces.db.damaged-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(aside).hasContent("dear diary, ".repeat(100));
        }
    }

    @Test
    void open_folderThatCantBeMade_saysSo() throws Exception {
        Files.writeString(folder.resolve("home"), "a file");

        assertThatThrownBy(() -> store.open())
                .isInstanceOf(BridgeException.class)
                .hasMessageContaining(database.toString());
    }

    @Test
    void open_pathWithOddCharacters_works() throws Exception {
        Path odd = folder.resolve("a b%20c ü ?#").resolve("traces.db");
        SqliteStore other = new SqliteStore(vertx, new SqliteSettings(odd, false, 5_000));
        other.open();
        trace("t1").in(other);
        other.close();
        other.open();

        assertThat(other.reader()
                        .trace("t1", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
        other.close();
    }
}
