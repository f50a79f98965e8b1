package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.Changes.Text;
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
    default void write_newTrace_isReadBackWithEveryField() {
        Given given = trace("t1")
                .session("s1")
                .agent("agent")
                .text("hello", "{\"a\":1}", null)
                .call("c1", "search", 1_700_000_000_100L, "it broke", 12L)
                .reward("r1", 1.1, 1_700_000_006_000L)
                .ended(false);
        given.in(store());

        TraceDetail read = detail("t1");
        assertThat(read.trace())
                .isEqualTo(new Trace(
                        read.trace().id(),
                        "t1",
                        "s1",
                        TraceStatus.ENDED,
                        Content.whole("hello"),
                        1_700_000_000_000L,
                        1_700_000_005_000L,
                        false,
                        1.1,
                        100L,
                        1_500L,
                        "agent",
                        "model of t1",
                        "task",
                        "v1",
                        Content.whole("{\"a\":1}"),
                        List.of("search"),
                        1,
                        null));
        assertThat(read.calls())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(new StoredCall(
                        0,
                        "c1",
                        "search",
                        Content.whole("{\"a\":1}"),
                        Content.whole("[true]"),
                        Content.whole("it broke"),
                        12L,
                        1_700_000_000_100L));
        assertThat(read.rewards()).singleElement().satisfies(reward -> {
            assertThat(reward.rewardId()).isEqualTo("r1");
            assertThat(reward.source()).isEqualTo("user");
            assertThat(reward.success()).isTrue();
            assertThat(reward.value()).isNull();
            assertThat(reward.reward()).isEqualTo(1.1);
            assertThat(reward.tokensUsed()).isEqualTo(100);
            assertThat(reward.expectedTokens()).isEqualTo(200);
            assertThat(reward.latencyMs()).isEqualTo(1_500);
            assertThat(reward.userRating()).isEqualTo(4.5);
            assertThat(reward.metadata()).isEqualTo(Content.whole("{\"by\":\"test\"}"));
            assertThat(reward.timestamp()).isEqualTo(1_700_000_006_000L);
        });
        assertThat(load(Set.of("t1"), Set.of()).traces()).containsEntry("t1", given.state());
    }

    @Test
    default void write_unknownText_comesBackAsItIs() {
        String odd = "quote \" backslash \\ \u0001 \ud83d\ude00 ' ; -- \n";
        trace("t1").text(odd, "{\"k\":\"\ud83d\ude00\"}", null).in(store());

        assertThat(detail("t1").trace().message()).isEqualTo(Content.whole(odd));
        assertThat(detail("t1").trace().metadata()).isEqualTo(Content.whole("{\"k\":\"\ud83d\ude00\"}"));
    }

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
            return new Changes(List.of(), Map.of(), Map.of(), 0);
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
        store(new TraceChange(before, after, null));

        WorkingSet loaded = load(Set.of("t1"), Set.of("s1"));
        assertThat(loaded.traces()).containsEntry("t1", after);
        assertThat(loaded.sessions()).containsOnlyKeys("s2");
    }

    @Test
    default void write_textTwice_keepsTheFirstOfEachKind() {
        trace("t1").text("first", null, null).in(store());
        TraceState state = trace("t1").state();
        Text more = new Text(
                Content.whole("second"), Content.whole("{\"m\":1}"), Content.whole("{\"e\":1,\"m\":2}"), List.of());
        Text evenMore = new Text(
                null,
                Content.whole("{\"m\":3}"),
                null,
                trace("x").arm("e1").changes().traces().get(0).text().arms());
        for (Text text : List.of(more, evenMore)) {
            store(new TraceChange(state, state, text));
        }

        Trace read = detail("t1").trace();
        assertThat(read.message()).isEqualTo(Content.whole("first"));
        assertThat(read.metadata()).isEqualTo(Content.whole("{\"e\":1,\"m\":1}"));
        assertThat(read.arms())
                .isEqualTo("[{\"experiment\":\"e1\",\"arm\":\"control\",\"probability\":0.5,\"applied\":true}]");
    }

    @Test
    default void write_cutAndWhole_comeBackAsSuch() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"h\"}", true);
        Content alike = Content.whole(cut.text());
        trace("t1")
                .content(cut, alike, null)
                .call("c1", cut, alike, cut)
                .call("c2", alike, cut, alike)
                .in(store());
        trace("t2").content(alike, cut, null).in(store());
        trace("t3").content(null, null, cut).in(store());

        assertThat(detail("t1").trace().message()).isEqualTo(cut);
        assertThat(detail("t1").trace().metadata()).isEqualTo(alike);
        assertThat(detail("t2").trace().message()).isEqualTo(alike);
        assertThat(detail("t2").trace().metadata()).isEqualTo(cut);
        assertThat(detail("t3").trace().metadata()).isEqualTo(cut);
        StoredCall first = detail("t1").calls().get(0);
        StoredCall second = detail("t1").calls().get(1);
        assertThat(List.of(first.params(), first.result(), first.error())).containsExactly(cut, alike, cut);
        assertThat(List.of(second.params(), second.result(), second.error())).containsExactly(alike, cut, alike);
    }

    /** A mark belongs to its text: one that comes too late for its text must not mark the one that is there. */
    @Test
    default void write_cutTextAfterAWholeOne_marksNothing() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"h\"}", true);
        Content alike = Content.whole(cut.text());
        TraceState state = trace("t1").state();
        trace("t1").content(alike, null, null).in(store());
        for (Text text : List.of(
                new Text(cut, cut, null, List.of()),
                new Text(alike, alike, alike, List.of()),
                new Text(cut, null, cut, List.of()))) {
            store(new TraceChange(state, state, text));
        }

        assertThat(detail("t1").trace().message()).isEqualTo(alike);
        assertThat(detail("t1").trace().metadata().cut()).isTrue();
    }

    @Test
    default void traces_numbersOfEverySize_comeBackExactly() {
        long[] tokens = {100, 5_000_000_000L, 7};
        double[] rewards = {2, 1.1, -0.123456789012345};
        for (int i = 0; i < 3; i++) {
            TraceState state = trace("t" + i).start(1_000 - i).state();
            TraceState.Outcome outcome = new TraceState.Outcome(
                    null,
                    new TraceState.Sourced<>(rewards[i], RewardSource.USER, 1),
                    new TraceState.Timed(tokens[i], 1),
                    i == 0 ? null : new TraceState.Timed(tokens[i], 1));
            store(new TraceChange(null, with(state, outcome), null));
        }

        List<Trace> read = store().reader().traces(query(10, null)).await().traces();
        assertThat(read).extracting(Trace::tokensUsed).containsExactly(100L, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::latencyMs).containsExactly(null, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::reward).containsExactly(2.0, 1.1, -0.123456789012345);
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
        assertThat(totals.figures()).isEqualTo(new DayFigures(2, 1, 0, 1, 0, 1_500, 1, 200, 2, 1, 2, 1.5, 1));
        assertThat(totals.tools())
                .isEqualTo(Map.of("a", new ToolFigures(1, 1, 5, 1), "b", new ToolFigures(1, 0, 0, 0)));
    }

    private void store(TraceChange change) {
        write(NewRows.NONE, inserted -> new Changes(List.of(change), Map.of(), Map.of(), 0));
    }

    private static TraceState with(TraceState state, TraceState.Outcome outcome) {
        return new TraceState(
                state.traceId(),
                state.sessionKey(),
                state.lifecycle(),
                state.labels(),
                outcome,
                state.tools(),
                state.receivedAt(),
                state.lastEventAt(),
                state.lastTimestamp());
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
