package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one transaction stores, and what it leaves when it does not commit. */
public interface TransactionContract extends StoreUnderTest {

    @Test
    default void write_sameIdentitiesAgain_saysTheyWereThere() {
        trace("t1").call("c1", "a", 1).reward("r1", 1.0, 1).in(store());
        trace("t2").in(store());
        List<NewRows.Inserted> seen = new ArrayList<>();
        NewRows again = new NewRows(
                List.of(
                        trace("t1").call("c1", "other", 9).rows().calls().get(0),
                        trace("t1").call("c2", "b", 2).rows().calls().get(0),
                        trace("t1").call("c2", "b", 2).rows().calls().get(0),
                        trace("t1").call(null, "b", 3).rows().calls().get(0),
                        trace("t1").call(null, "b", 3).rows().calls().get(0),
                        trace("t2").call("c1", "a", 1).rows().calls().get(0)),
                List.of(
                        trace("t1").reward("r1", 1.0, 1).rows().rewards().get(0),
                        trace("t1").reward("r2", 1.0, 1).rows().rewards().get(0),
                        trace("t1").reward(null, 1.0, 1).rows().rewards().get(0),
                        trace("t1").reward(null, 1.0, 1).rows().rewards().get(0)));
        write(again, inserted -> {
            seen.add(inserted);
            return new Changes(List.of(), Map.of(), List.of(), Map.of(), 0);
        });

        assertThat(seen).singleElement().satisfies(inserted -> {
            assertThat(inserted.calls()).isEqualTo(BitSet.valueOf(new long[] {0b111010}));
            assertThat(inserted.rewards()).isEqualTo(BitSet.valueOf(new long[] {0b1110}));
        });
        assertThat(detail("t1").calls())
                .extracting(StoredCall::callId)
                .containsExactlyInAnyOrder("c1", "c2", null, null);
        assertThat(detail("t1").calls().get(0).toolName()).isEqualTo("a");
        assertThat(detail("t1").rewards()).hasSize(4);
    }

    @Test
    default void write_changesFail_nothingIsStoredAndTheNextWorks() {
        trace("t0").in(store());
        Totals before = store().writer().totals();
        Given given = trace("t1").call("c1", "a", 1).reward("r1", 1.0, 1);

        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> write(given.rows(), inserted -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(isStored("t1")).isFalse();
        assertThat(store().writer().totals()).isEqualTo(before);
        given.in(store());
        assertThat(detail("t1").calls()).hasSize(1);
        assertThat(detail("t1").rewards()).hasSize(1);
    }

    @Test
    default void write_changedTrace_replacesItsState() {
        TraceState before = trace("t1").session("s1").state();
        trace("t1").session("s1").in(store());
        TraceState after = trace("t1")
                .session("s2")
                .start(1_600_000_000_000L)
                .agent("a")
                .ended(true)
                .call("c", "x", 1)
                .reward("r", 1.1, 1)
                .state();
        write(
                NewRows.NONE,
                inserted ->
                        new Changes(List.of(new TraceChange(before, after, null)), Map.of(), List.of(), Map.of(), 0));

        WorkingSet loaded = load(Set.of("t1"), Set.of("s1"));
        assertThat(loaded.traces()).containsEntry("t1", after);
        assertThat(loaded.sessions()).containsOnlyKeys("s2");
    }

    @Test
    default void totals_afterWrites_addUp() {
        trace("t1")
                .session("s")
                .call("c1", "a", 1, "bad", 5L)
                .call("c2", "b", 2, null, null)
                .reward("r", 1.5, 1)
                .ended(true)
                .in(store());
        trace("t2").session("s2").reward("r", null, 1).in(store());

        Totals totals = store().writer().totals();
        assertThat(totals.sessions()).isEqualTo(2);
        assertThat(totals.activeSessions()).isEqualTo(1);
        assertThat(totals.figures())
                .isEqualTo(new TraceFigures(2, 1, 0, 1, 0, 1_500, 1, 200, 2, 1, 2, 1.5, 1, Durations.of(5_000)));
        assertThat(totals.tools())
                .isEqualTo(Map.of("a", new ToolFigures(1, 1, 5, 1), "b", new ToolFigures(1, 0, 0, 0)));
    }

    @Test
    default void write_notCommitted_leavesNothingAndTheNextWorks() {
        Given given = trace("t1").call("c1", "a", 1).reward("r1", 1.0, 1);
        Totals before = store().writer().totals();
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            transaction.insert(given.rows());
            transaction.store(given.changes());
        }

        assertThat(isStored("t1")).isFalse();
        assertThat(store().writer().totals()).isEqualTo(before);
        given.in(store());
        assertThat(detail("t1").calls()).hasSize(1);
    }

    @Test
    default void write_documentsBesideRows_areOneTransaction() {
        Given given = trace("t1").call("c1", "a", 1);
        LearnedDocuments documents =
                new LearnedDocuments(List.of(new Document("s1", "agent", "proposed", "{}")), List.of(), List.of());
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            transaction.insert(given.rows());
            transaction.store(given.changes());
            transaction.save(documents);
        }
        assertThat(store().learning().learned().await().suggestions()).isEmpty();

        try (WriterStore.Transaction transaction = store().writer().begin()) {
            transaction.insert(given.rows());
            transaction.store(given.changes());
            transaction.save(documents);
            transaction.commit();
        }
        assertThat(store().learning().learned().await()).isEqualTo(documents);
        assertThat(isStored("t1")).isTrue();
    }
}
