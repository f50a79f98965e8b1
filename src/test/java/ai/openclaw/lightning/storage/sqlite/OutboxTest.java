package ai.openclaw.lightning.storage.sqlite;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.Outbox;
import ai.openclaw.lightning.storage.WriterStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which traces the team is to hear of. */
final class OutboxTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private SqliteStore store;

    private void open(boolean outbox) {
        store = new SqliteStore(vertx, new SqliteSettings(folder.resolve("traces.db"), false, 5_000, 2, outbox));
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    private List<Outbox.Note> notes() {
        return store.outbox().next(100).await();
    }

    private void forget(long noteId) {
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.forget(noteId);
            transaction.commit();
        }
    }

    @Test
    void notes_areOfClosedTracesInTheOrderInWhichTheyClosed() {
        open(true);
        trace("open").in(store);
        trace("t2").agent("coder").ended(true).in(store);
        trace("t1").abandoned().in(store);

        assertThat(notes()).extracting(Outbox.Note::traceId).containsExactly("t2", "t1");
        assertThat(store.outbox().next(1).await())
                .extracting(Outbox.Note::traceId)
                .containsExactly("t2");
        assertThat(notes()).extracting(Outbox.Note::agentId).containsExactly("coder", null);
        forget(notes().get(0).id());
        assertThat(notes()).extracting(Outbox.Note::traceId).containsExactly("t1");
    }

    /** An id that is given out again would be taken away with the one that had it before. */
    @Test
    void notes_afterAllWereTakenAway_haveNewIds() {
        open(true);
        trace("t1").ended(true).in(store);
        long last = notes().get(0).id();
        forget(Long.MAX_VALUE);
        assertThat(notes()).isEmpty();
        store.close();
        store.open();
        trace("t2").ended(true).in(store);
        assertThat(notes().get(0).id()).isGreaterThan(last);
    }

    @Test
    void notes_thatAreNotCommitted_areNone() {
        open(true);
        try (WriterStore.Transaction transaction = store.writer().begin()) {
            transaction.store(trace("t1").ended(true).changes());
        }
        assertThat(notes()).isEmpty();
    }

    /** A trace that changed again is one trace; one that retention took is told apart. */
    @Test
    void noted_whatWaitsAndWhatIsGone_areCountedByAgent() {
        open(true);
        trace("gone").agent("coder").ended(true).in(store);
        assertThat(store.writer()
                        .deleteOldest(Long.MAX_VALUE, 1_000, Long.MAX_VALUE)
                        .traceIds())
                .containsExactly("gone");
        trace("t1").agent("coder").ended(true).in(store);
        trace("t2").agent("coder").ended(true).in(store);
        trace("t3").ended(true).in(store);
        assertThat(store.outbox().noted().await())
                .containsExactlyInAnyOrder(
                        new Outbox.Noted("coder", true, 1),
                        new Outbox.Noted("coder", false, 2),
                        new Outbox.Noted(null, false, 1));
    }

    @Test
    void notes_withoutATeam_areNone() {
        open(false);
        trace("t1").ended(true).in(store);
        assertThat(notes()).isEmpty();
    }
}
