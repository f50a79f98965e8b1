package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** How the database gives back the room of what was deleted. */
final class ShrinkTest extends OpenDatabase {

    @Test
    void shrink_afterDeletion_makesTheFileSmaller() throws Exception {
        for (int i = 0; i < 20; i++) {
            trace("t" + i).ended(true).text("x".repeat(500_000), null, null).in(store);
        }
        while (store.writer().shrink()) {}
        store.close();
        store.open();
        long before = Files.size(database);
        while (!store.writer().deleteOldest(Long.MAX_VALUE, 100, Long.MAX_VALUE).isNothing()) {}
        while (store.writer().shrink()) {}

        assertThat(before).isGreaterThan(10_000_000);
        Eventually.until(() -> Files.size(database) < 1_000_000);
    }
}
