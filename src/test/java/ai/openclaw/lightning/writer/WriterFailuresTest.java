package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.WriteReply;
import ai.openclaw.lightning.model.WriterStatus;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a writer answers while the database fails, and how it recovers. */
final class WriterFailuresTest extends WriterFixture {

    @Test
    void write_defectInOneRequest_failsThatOneAlone() throws Exception {
        deploy();
        defect = true;
        List<Future<WriteReply>> good = new ArrayList<>();
        Future<WriteReply> bad;
        Lock lock = new Lock();
        good.add(write(call("first", null, 1, "c")));
        untilOneCommits();
        good.add(write(call("before", null, 1, "c")));
        bad = write(call(null, "unknown", 1, "c")); // needs a new trace id
        good.add(write(call("after", null, 1, "c")));
        lock.close();
        assertThatThrownBy(() -> bad.await()).isInstanceOf(BridgeException.class);
        good.forEach(answer -> answer.await());

        WriterStatus status = bus.status().await();
        assertThat(status.problem()).isNull();
        assertThat(status.counters().failed()).isEqualTo(1);
        assertThat(status.counters().stored()).isEqualTo(3);
    }

    @Test
    void write_lockHeldTooLong_isBusyUntilTheProbeFindsItGone() throws Exception {
        deploy();
        Lock lock = new Lock();
        assertFails(Kind.BUSY, write(call("t", null, 1, "c")));
        assertThat(bus.status().await().problem()).contains("another process");
        assertThat(bus.status().await().counters().failed()).isEqualTo(1);
        lock.close();
        writer.probeIfUnwell();

        until(status -> status.problem() == null);
        write(call("t", null, 1, "c")).await();
    }

    @Test
    void write_lockHeldWhileProbesAreDueAllTheTime_isAnsweredNevertheless() throws SQLException {
        deploy();
        Lock lock = new Lock();
        assertFails(Kind.BUSY, write(call("first", null, 1, "c")));
        Future<WriteReply> second = write(call("second", null, 1, "c"));
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!second.isComplete() && System.nanoTime() < deadline) {
            writer.probeIfUnwell(); // without a pause, so that one is always due
        }

        assertThat(second.isComplete()).isTrue();
        assertFails(Kind.BUSY, second);
        lock.close();
    }

    @Test
    void write_databaseDeleted_isGoneAndThenAFreshFileIsUsed() throws Exception {
        deploy();
        write(call("old", "s", 1, "c")).await();
        for (String name : new String[] {"traces.db", "traces.db-wal", "traces.db-shm"}) {
            Files.delete(folder.resolve(name));
        }
        assertFails(Kind.STORAGE_GONE, write(call("t", "s", 1, "c")));

        WriterStatus status = until(now -> now.problem() == null);
        assertThat(status.totals().figures().traces()).isZero();
        write(call("t", "s", 1, "c")).await();
        assertThat(store.reader()
                        .trace("old", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
        assertThat(bus.status().await().totals().figures().traces()).isEqualTo(1);
    }

    @Test
    void write_databaseCantBeReopened_isGoneUntilItCan() throws Exception {
        deploy();
        Files.delete(folder.resolve("traces.db"));
        Files.createDirectory(folder.resolve("traces.db"));
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        writer.probeIfUnwell();
        assertFails(Kind.STORAGE_GONE, write(call("t", null, 1, "c")));
        assertThat(bus.status().await().problem()).isNotNull();

        Files.delete(folder.resolve("traces.db"));
        writer.probeIfUnwell();
        until(status -> status.problem() == null);
        write(call("t", null, 1, "c")).await();
    }
}
