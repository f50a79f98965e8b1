package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.storage.sqlite.file.Integrity;
import io.vertx.core.Future;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damage is noticed where it is met, and never where there is none. */
@Tag("once")
final class DamageNoticedTest extends DamagedDatabase {

    @Test
    void open_sound_nothingIsMoved() throws Exception {
        store.open();

        assertThat(store.writer().info().notice()).isNull();
        assertThat(files()).noneMatch(name -> name.contains("damaged"));
    }

    /** A note without a checksum lets the damage pass; what a query meets is enough for the next opening to look. */
    @Test
    void damageMetWhileRunning_isSalvagedWhenOpenedAgain() throws Exception {
        long pages = Files.size(database) / PAGE;
        overwriteUnseen(pages / 3 * PAGE, 60 * PAGE);
        forgetChecksum();
        store.open();
        assertThat(store.writer().info().notice()).isNull();
        for (int i = 0; i < TRACES; i++) {
            store.reader()
                    .trace(id(i), CallsCursor.START, RewardsCursor.START)
                    .recover(damaged -> Future.succeededFuture())
                    .await();
        }
        store.close();
        store.open();

        assertThat(store.writer().info().notice()).contains("damaged");
    }

    @Test
    void open_damageMetWhileOpening_isSalvagedAtOnce() throws Exception {
        overwriteUnseen(2L * PAGE, 30 * PAGE);
        forgetChecksum();
        store.open();

        assertThat(store.writer().info().notice()).contains("damaged");
        assertThat(survivors()).hasSizeGreaterThan(TRACES / 2);
    }

    @Test
    void open_afterSalvage_worksAndIsSound() throws Exception {
        overwrite(0, 100);
        store.open();
        trace("e".repeat(32)).ended(true).call("c", "grep", 1_700_000_000_400L).in(store);
        store.close();
        store.open();

        assertThat(store.reader()
                        .trace("e".repeat(32), CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
        assertThat(store.writer().info().notice()).isNull();
        assertThat(Integrity.check(database)).isEmpty();
    }
}
