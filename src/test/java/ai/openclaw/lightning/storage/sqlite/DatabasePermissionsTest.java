package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Who may read the files of the database. */
final class DatabasePermissionsTest extends UnopenedDatabase {

    @Test
    void open_newFile_isPrivateToItsOwner() throws IOException {
        store.open();
        trace("t1").in(store);

        assertThat(Files.getPosixFilePermissions(database.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            assertThat(Files.getPosixFilePermissions(database.resolveSibling(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void open_fileOthersCouldRead_isMadePrivate() throws Exception {
        Files.createDirectories(database.getParent());
        OlderBridge.make(database);
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        store.open();
        trace("t1").in(store);

        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            assertThat(Files.getPosixFilePermissions(database.resolveSibling(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
