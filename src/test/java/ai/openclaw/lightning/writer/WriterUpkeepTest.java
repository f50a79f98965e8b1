package ai.openclaw.lightning.writer;

import static ai.openclaw.lightning.writer.Batches.call;
import static ai.openclaw.lightning.writer.Batches.end;
import static ai.openclaw.lightning.writer.Batches.start;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.SenderDeletion;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.WriteRequest;
import ai.openclaw.lightning.model.WriterStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a writer does between its batches: idle traces, retention. */
final class WriterUpkeepTest extends WriterFixture {

    @Test
    void upkeep_idleTraces_areAbandoned() throws Exception {
        deploy();
        write(start("idle", "s1", 1), start("ended", "s2", 1), end("ended", null, 2, true))
                .await();
        clock.addAndGet(HOUR_MS / 2);
        write(start("busy", "s3", 1)).await();
        clock.addAndGet(HOUR_MS / 2 + 1);
        writer.upkeepDue();

        WriterStatus status = until(now -> now.totals().figures().abandoned() == 1);
        assertThat(status.totals().activeSessions()).isEqualTo(1);
        assertThat(store.reader()
                        .trace("idle", CallsCursor.START, RewardsCursor.START)
                        .await()
                        .orElseThrow()
                        .trace()
                        .status())
                .isEqualTo(TraceStatus.ABANDONED);
    }

    @Test
    void upkeep_tooOldTraces_areDeletedAndLaterEventsOpenThemAnew() throws Exception {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 10 * HOUR_MS, 0));
        write(start("old", "s", 1), call("old", null, 2, "c"), end("old", null, 3, true))
                .await();
        clock.addAndGet(9 * HOUR_MS);
        write(start("young", "s", 4), end("young", null, 5, true)).await();
        clock.addAndGet(2 * HOUR_MS);
        writer.upkeepDue();

        WriterStatus status = until(now -> now.totals().figures().traces() == 1);
        assertThat(status.totals().figures().toolCalls()).isZero();
        assertThat(status.totals().tools()).isEmpty();
        assertThat(store.reader()
                        .trace("old", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
        assertThat(write(call("old", null, 2, "c")).await().written().get(0).duplicate())
                .isFalse();
    }

    /** Also what is still open: whoever sent it will not end it. */
    @Test
    void deleteSender_inSteps_isGoneToTheLastAndTheTotalsKnow() throws Exception {
        deploy();
        for (int i = 0; i < 30; i++) {
            String id = "ada" + i;
            bus.write(List.of(WriteRequest.of(
                            i == 7
                                    ? List.of(start(id, "s" + id, 1), call(id, null, 2, "c"))
                                    : List.of(start(id, "s" + id, 1), call(id, null, 2, "c"), end(id, null, 3, true)),
                            "ada")))
                    .await();
        }
        write(start("mine", "s", 1), call("mine", null, 2, "c"), end("mine", null, 3, true))
                .await();

        long deleted = 0;
        SenderDeletion step;
        do {
            step = bus.deleteSender("ada").await();
            assertThat(step.traces()).isLessThanOrEqualTo(20);
            deleted += step.traces();
        } while (!step.complete());

        assertThat(deleted).isEqualTo(30);
        WriterStatus status = bus.status().await();
        assertThat(status.totals().figures().traces()).isEqualTo(1);
        assertThat(status.totals().figures().toolCalls()).isEqualTo(1);
        assertThat(status.totals().sessions()).isEqualTo(1);
        assertThat(status.totals().activeSessions()).isZero();
        assertThat(store.writer().totals()).isEqualTo(status.totals());
        assertThat(bus.deleteSender("ada").await()).isEqualTo(new SenderDeletion(0, true));
    }

    @Test
    void upkeep_databaseOverItsCap_losesTheOldestAndShrinks() throws Exception {
        deploy(new WriterSettings(1_000, 64 << 20, 100, HOUR_MS, 0, 3_000_000));
        for (int i = 0; i < 60; i++) {
            clock.incrementAndGet();
            write(large("t" + i), end("t" + i, null, 3, true)).await();
        }
        writer.upkeepDue();
        WriterStatus status = until(now -> now.totals().figures().traces() < 30 && fileBytes() < 3_200_000);

        long left = status.totals().figures().traces();
        assertThat(left).isGreaterThan(20); // not more than had to go: each takes about 100,000 bytes
        assertThat(store.reader()
                        .trace("t0", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
        assertThat(store.reader()
                        .trace("t59", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isPresent();
    }

    private long fileBytes() {
        return folder.resolve("traces.db").toFile().length();
    }

    private static TraceEvent large(String traceId) {
        return new TraceEvent.SessionStart(
                traceId,
                "s " + traceId,
                1,
                Content.whole("x".repeat(100_000)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    @Test
    void upkeep_whileRequestsKeepComing_getsItsTurns() {
        deploy(new WriterSettings(1_000, 1 << 20, 100, HOUR_MS, 0, 0));
        write(start("idle", "s", 1)).await();
        clock.addAndGet(2 * HOUR_MS);
        writer.upkeepDue();
        for (int i = 0; i < 200; i++) {
            clock.addAndGet(5);
            write(call("busy", null, 1, "c" + i)).await();
        }
        assertThat(bus.status().await().totals().figures().abandoned()).isEqualTo(1);
    }
}
