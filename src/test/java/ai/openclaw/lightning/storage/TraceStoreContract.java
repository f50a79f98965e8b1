package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.RECEIVED;
import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.storage.Changes.Text;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link TraceStore} does. A store's own test extends this. */
public abstract class TraceStoreContract extends LearningStoreContract {

    private TraceDetail detail(String traceId) {
        return store().trace(traceId, CallsCursor.START, RewardsCursor.START)
                .await()
                .orElseThrow();
    }

    private WorkingSet load(Set<String> traceIds, Set<String> sessionKeys) {
        return store().load(new WorkingSet.Keys(traceIds, sessionKeys)).await();
    }

    private static TraceQuery query(int limit, TraceQuery.Cursor after) {
        return new TraceQuery(null, null, null, null, null, null, limit, after);
    }

    private List<String> ids(TraceQuery query) {
        return store().traces(query).await().traces().stream()
                .map(Trace::traceId)
                .toList();
    }

    @Test
    void write_newTrace_isReadBackWithEveryField() {
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
    void write_unknownText_comesBackAsItIs() {
        String odd = "quote \" backslash \\ \u0001 \ud83d\ude00 ' ; -- \n";
        trace("t1").text(odd, "{\"k\":\"\ud83d\ude00\"}", null).in(store());

        assertThat(detail("t1").trace().message()).isEqualTo(Content.whole(odd));
        assertThat(detail("t1").trace().metadata()).isEqualTo(Content.whole("{\"k\":\"\ud83d\ude00\"}"));
    }

    @Test
    void write_sameIdentitiesAgain_saysTheyWereThere() {
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
        store().write(again, inserted -> {
                    seen.add(inserted);
                    return new Changes(List.of(), Map.of(), Map.of(), 0);
                })
                .await();

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
    void write_changesFail_nothingIsStoredAndTheNextWorks() {
        trace("t0").in(store());
        Totals before = store().totals().await();
        Given given = trace("t1").call("c1", "a", 1).reward("r1", 1.0, 1);

        assertThatThrownBy(() -> store().write(given.rows(), inserted -> {
                            throw new IllegalStateException("no");
                        })
                        .await())
                .isInstanceOf(BridgeException.class)
                .extracting(failure -> ((BridgeException) failure).kind())
                .isEqualTo(BridgeException.Kind.INTERNAL);

        assertThat(store().trace("t1", CallsCursor.START, RewardsCursor.START).await())
                .isEmpty();
        assertThat(store().totals().await()).isEqualTo(before);
        given.in(store());
        assertThat(detail("t1").calls()).hasSize(1);
        assertThat(detail("t1").rewards()).hasSize(1);
    }

    @Test
    void write_changedTrace_replacesItsState() {
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
        store().write(
                        NewRows.NONE,
                        inserted -> new Changes(List.of(new TraceChange(before, after, null)), Map.of(), Map.of(), 0))
                .await();

        WorkingSet loaded = load(Set.of("t1"), Set.of("s1"));
        assertThat(loaded.traces()).containsEntry("t1", after);
        assertThat(loaded.sessions()).containsOnlyKeys("s2");
    }

    @Test
    void write_textTwice_keepsTheFirstOfEachKind() {
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
            store().write(
                            NewRows.NONE,
                            inserted ->
                                    new Changes(List.of(new TraceChange(state, state, text)), Map.of(), Map.of(), 0))
                    .await();
        }

        Trace read = detail("t1").trace();
        assertThat(read.message()).isEqualTo(Content.whole("first"));
        assertThat(read.metadata()).isEqualTo(Content.whole("{\"e\":1,\"m\":1}"));
        assertThat(read.arms())
                .isEqualTo("[{\"experiment\":\"e1\",\"arm\":\"control\",\"probability\":0.5,\"applied\":true}]");
    }

    @Test
    void write_cutAndWhole_comeBackAsSuch() {
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
    void write_cutTextAfterAWholeOne_marksNothing() {
        Content cut = new Content("{\"truncated\":true,\"bytes\":99999,\"head\":\"h\"}", true);
        Content alike = Content.whole(cut.text());
        TraceState state = trace("t1").state();
        trace("t1").content(alike, null, null).in(store());
        for (Text text : List.of(
                new Text(cut, cut, null, List.of()),
                new Text(alike, alike, alike, List.of()),
                new Text(cut, null, cut, List.of()))) {
            store().write(
                            NewRows.NONE,
                            inserted ->
                                    new Changes(List.of(new TraceChange(state, state, text)), Map.of(), Map.of(), 0))
                    .await();
        }

        assertThat(detail("t1").trace().message()).isEqualTo(alike);
        assertThat(detail("t1").trace().metadata().cut()).isTrue();
    }

    @Test
    void trace_metadataOfEndAlone_isTheMetadata() {
        trace("t1").text(null, null, "{\"e\":1}").in(store());
        trace("t2")
                .text(null, "{\"a\":{\"b\":1,\"c\":null}}", "{\"a\":{\"b\":2,\"c\":3},\"d\":4}")
                .in(store());

        assertThat(detail("t1").trace().metadata()).isEqualTo(Content.whole("{\"e\":1}"));
        assertThat(detail("t2").trace().metadata()).isEqualTo(Content.whole("{\"a\":{\"b\":1},\"d\":4}"));
    }

    @Test
    void traces_numbersOfEverySize_comeBackExactly() {
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

        List<Trace> read = store().traces(query(10, null)).await().traces();
        assertThat(read).extracting(Trace::tokensUsed).containsExactly(100L, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::latencyMs).containsExactly(null, 5_000_000_000L, 7L);
        assertThat(read).extracting(Trace::reward).containsExactly(2.0, 1.1, -0.123456789012345);
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

    private void store(TraceChange change) {
        store().write(NewRows.NONE, inserted -> new Changes(List.of(change), Map.of(), Map.of(), 0))
                .await();
    }

    @Test
    void trace_unknown_isEmpty() {
        assertThat(store().trace("nobody", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
    }

    @Test
    void load_unknownKeys_areLeftOut() {
        WorkingSet loaded = load(Set.of("nobody"), Set.of("nowhere"));

        assertThat(loaded.traces()).isEmpty();
        assertThat(loaded.sessions()).isEmpty();
    }

    @Test
    void load_session_namesOpenLatestAndLastStart() {
        trace("old").session("s").start(100).ended(true).in(store());
        trace("open2").session("s").start(300).in(store());
        trace("open1").session("s").start(200).in(store());
        trace("closed").session("s").start(400).abandoned().in(store());
        trace("elsewhere").session("other").start(900).in(store());

        WorkingSet bySession = load(Set.of(), Set.of("s"));
        assertThat(bySession.sessions())
                .isEqualTo(Map.of(
                        "s",
                        new WorkingSet.Session(List.of("open1", "open2"), 2, List.of("closed", "open2"), "closed")));
        assertThat(bySession.traces()).containsKeys("open1", "open2", "closed").doesNotContainKey("elsewhere");
        assertThat(load(Set.of("old"), Set.of()).sessions()).isEqualTo(bySession.sessions());
    }

    @Test
    void load_sessionWithManyOpenTraces_isBoundedAndCounted() {
        int many = WorkingSet.OPEN_TRACES_MAX + 20;
        IntStream.range(0, many)
                .forEach(i -> trace("t" + i).session("s").start(1_000 + i).in(store()));

        WorkingSet.Session session = load(Set.of(), Set.of("s")).sessions().get("s");
        assertThat(session.openCount()).isEqualTo(many);
        assertThat(session.open()).hasSize(WorkingSet.OPEN_TRACES_MAX);
        assertThat(session.open().get(WorkingSet.OPEN_TRACES_MAX - 1)).isEqualTo("t" + (many - 1));
    }

    @Test
    void totals_afterWrites_addUp() {
        trace("t1")
                .session("s")
                .call("c1", "a", 1, "bad", 5L)
                .call("c2", "b", 2, null, null)
                .reward("r", 1.5, 1)
                .ended(true)
                .in(store());
        trace("t2").session("s2").reward("r", null, 1).in(store());

        Totals totals = store().totals().await();
        assertThat(totals.sessions()).isEqualTo(2);
        assertThat(totals.activeSessions()).isEqualTo(1);
        assertThat(totals.figures()).isEqualTo(new DayFigures(2, 1, 0, 1, 0, 1_500, 1, 200, 2, 1, 2, 1.5, 1));
        assertThat(totals.tools())
                .isEqualTo(Map.of("a", new ToolFigures(1, 1, 5, 1), "b", new ToolFigures(1, 0, 0, 0)));
    }

    @Test
    void traces_manyPages_showEveryTraceOnceNewestFirst() {
        for (int i = 0; i < 25; i++) {
            trace("t" + i).start(1_000 + i / 10).in(store()); // many share a start
        }
        List<String> seen = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            TracePage page = store().traces(query(4, cursor)).await();
            page.traces().forEach(trace -> seen.add(trace.traceId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "t" + (24 - i)).toList());
    }

    @Test
    void traces_writtenBetweenPages_doNotShiftTheNextPage() {
        IntStream.range(0, 6).forEach(i -> trace("t" + i).start(1_000 + i).in(store()));
        TracePage first = store().traces(query(3, null)).await();
        trace("newest").start(9_000).in(store());

        assertThat(ids(query(3, first.next()))).containsExactly("t2", "t1", "t0");
    }

    @Test
    void traces_exactlyOnePage_hasNoNext() {
        IntStream.range(0, 3).forEach(i -> trace("t" + i).start(1_000 + i).in(store()));

        assertThat(store().traces(query(3, null)).await().next()).isNull();
        assertThat(store().traces(query(200, null)).await().next()).isNull();
    }

    @Test
    void traces_eachFilter_letsOnlyItsOwnThrough() {
        trace("t1")
                .session("s1")
                .agent("a1")
                .start(1_000)
                .ended(true)
                .call("c", "search", 1)
                .in(store());
        trace("t2")
                .session("s1")
                .agent("a2")
                .start(2_000)
                .ended(false)
                .call("c", "mail", 1)
                .in(store());
        trace("t3").session("s2").agent("a1").start(3_000).in(store());
        trace("t4")
                .session("s2")
                .start(4_000)
                .abandoned()
                .call("c", "search", 1)
                .in(store());

        assertThat(ids(new TraceQuery("s1", null, null, null, null, null, 50, null)))
                .containsExactly("t2", "t1");
        assertThat(ids(new TraceQuery(null, "a1", null, null, null, null, 50, null)))
                .containsExactly("t3", "t1");
        assertThat(ids(new TraceQuery(null, null, TraceStatus.OPEN, null, null, null, 50, null)))
                .containsExactly("t3");
        assertThat(ids(new TraceQuery(null, null, TraceStatus.ABANDONED, null, null, null, 50, null)))
                .containsExactly("t4");
        assertThat(ids(new TraceQuery(null, null, null, true, null, null, 50, null)))
                .containsExactly("t1");
        assertThat(ids(new TraceQuery(null, null, null, false, null, null, 50, null)))
                .containsExactly("t2");
        assertThat(ids(new TraceQuery(null, null, null, null, "search", null, 50, null)))
                .containsExactly("t4", "t1");
        assertThat(ids(new TraceQuery(null, null, null, null, null, 2_000L, 50, null)))
                .containsExactly("t4", "t3", "t2");
        assertThat(ids(new TraceQuery("s1", "a1", TraceStatus.ENDED, true, "search", 1_000L, 50, null)))
                .containsExactly("t1");
        assertThat(ids(new TraceQuery("nowhere", null, null, null, null, null, 50, null)))
                .isEmpty();
    }

    @Test
    void traces_filteredPages_goOnWhereTheyStopped() {
        for (int i = 0; i < 30; i++) {
            trace("t" + i)
                    .session(i % 2 == 0 ? "even" : "odd")
                    .start(1_000 + i)
                    .ended(i % 3 == 0)
                    .in(store());
        }
        List<String> seen = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            TracePage page = store().traces(new TraceQuery("even", null, null, true, null, null, 2, cursor))
                    .await();
            page.traces().forEach(trace -> seen.add(trace.traceId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("t24", "t18", "t12", "t6", "t0");
    }

    @Test
    void trace_moreCallsThanAPage_comesInPagesByTimeThenOrder() {
        Given given = trace("t1");
        for (int i = 0; i < 1_203; i++) {
            given.call("c" + i, "tool", 5_000 - i / 3); // later ones are earlier, in threes of one time
        }
        given.in(store());

        List<StoredCall> seen = new ArrayList<>();
        CallsCursor cursor = CallsCursor.START;
        while (cursor != null) {
            TraceDetail page =
                    store().trace("t1", cursor, RewardsCursor.START).await().orElseThrow();
            assertThat(page.calls()).hasSizeLessThanOrEqualTo(500);
            seen.addAll(page.calls());
            cursor = page.nextCalls();
        }
        assertThat(seen).hasSize(1_203).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(StoredCall::timestamp).thenComparing(StoredCall::id));
    }

    @Test
    void trace_exactlyOnePageOfCalls_hasNoNext() {
        Given given = trace("t1");
        IntStream.range(0, 500).forEach(i -> given.call(null, "tool", i));
        given.in(store());

        assertThat(detail("t1").calls()).hasSize(500);
        assertThat(detail("t1").nextCalls()).isNull();
    }

    @Test
    void trace_moreRewardsThanAPage_comesInPagesByTimeThenOrder() {
        Given given = trace("t1");
        for (int i = 0; i < 1_203; i++) {
            given.reward("r" + i, 0.5, 5_000 - i / 3);
        }
        given.in(store());

        List<StoredReward> seen = new ArrayList<>();
        RewardsCursor cursor = RewardsCursor.START;
        while (cursor != null) {
            TraceDetail page =
                    store().trace("t1", CallsCursor.END, cursor).await().orElseThrow();
            assertThat(page.rewards()).hasSizeBetween(1, 500);
            seen.addAll(page.rewards());
            cursor = page.nextRewards();
        }
        assertThat(seen).hasSize(1_203).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(
                        Comparator.comparing(StoredReward::timestamp).thenComparing(StoredReward::id));
    }

    @Test
    void trace_fromAfterItsCalls_hasNone() {
        trace("t1").call("c", "a", Long.MAX_VALUE / 2).reward("r", 1.0, 1).in(store());

        TraceDetail read = store().trace("t1", CallsCursor.END, RewardsCursor.START)
                .await()
                .orElseThrow();
        assertThat(read.calls()).isEmpty();
        assertThat(read.nextCalls()).isNull();
        assertThat(read.rewards()).hasSize(1);
        assertThat(read.nextRewards()).isNull();
    }

    /** Two bytes a character, so that neither bytes nor characters can be taken for the other. */
    private static String text(int bytes) {
        return "\u00e9".repeat(bytes / 2);
    }

    @Test
    void traces_longTexts_endAPageBeforeItHasTooManyBytes() {
        int[] kibibytes = {300, 300, 300, 300, 10, 500, 500, 24, 1_500, 10, 700, 700};
        for (int i = 0; i < kibibytes.length; i++) {
            String half = text(kibibytes[i] * 512);
            trace("t" + i)
                    .start(10_000 - i)
                    .session("s" + i % 2)
                    .text(half, "{\"m\":\"" + half + "\"}", null)
                    .in(store());
        }

        List<List<String>> pages = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            TracePage page = store().traces(query(200, cursor)).await();
            pages.add(page.traces().stream().map(Trace::traceId).toList());
            long bytes = page.traces().stream()
                    .mapToLong(trace -> utf8(trace.message()) + utf8(trace.metadata()))
                    .sum();
            assertThat(page.traces().size() == 1 || bytes <= TracePage.BYTES_MAX)
                    .as("a page of %d traces and %d bytes", page.traces().size(), bytes)
                    .isTrue();
            cursor = page.next();
        } while (cursor != null);

        assertThat(pages)
                .as("each page as full as it may be, and what is larger than a page alone")
                .containsExactly(
                        List.of("t0", "t1", "t2"),
                        List.of("t3", "t4", "t5"),
                        List.of("t6", "t7"),
                        List.of("t8"),
                        List.of("t9", "t10"),
                        List.of("t11"));
        TracePage filtered = store().traces(new TraceQuery("s0", null, TraceStatus.OPEN, null, null, null, 200, null))
                .await();
        assertThat(filtered.traces()).extracting(Trace::traceId).containsExactly("t0", "t2", "t4");
        assertThat(ids(new TraceQuery("s0", null, TraceStatus.OPEN, null, null, null, 200, filtered.next())))
                .containsExactly("t6");
    }

    @Test
    void traces_manyToolNames_countAsText() {
        for (int i = 0; i < 4; i++) {
            Given given = trace("t" + i).start(10_000 - i);
            for (int tool = 0; tool < 100; tool++) {
                given.call(1, String.format(Locale.ROOT, "%04d", tool) + text(4_000), null, null, null);
            }
            given.in(store());
        }

        assertThat(ids(query(200, null))).containsExactly("t0", "t1");
    }

    private static long utf8(Content content) {
        return content.text().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void trace_longCallsAndRewards_endAPageBeforeItHasTooManyBytes() {
        Given given = trace("t1").text("hello", null, null);
        for (int i = 0; i < 100; i++) {
            String json = "\"" + text(15_000) + "\"";
            given.call(i, "tool", json, json, text(15_000));
            given.reward("r" + i, 0.5, i, json);
        }
        given.call(1_000, "tool", "\"" + text(900_000) + "\"", "\"" + text(900_000) + "\"", null);
        given.call(1_001, "last", null, null, null);
        given.in(store());

        List<Integer> calls = new ArrayList<>();
        CallsCursor nextCall = CallsCursor.START;
        while (nextCall != null) {
            TraceDetail page =
                    store().trace("t1", nextCall, RewardsCursor.START).await().orElseThrow();
            calls.add(page.calls().size());
            nextCall = page.nextCalls();
        }
        assertThat(calls).as("45,008 bytes each, but for the last two").containsExactly(23, 23, 23, 23, 8, 1, 1);

        List<Integer> rewards = new ArrayList<>();
        RewardsCursor nextReward = RewardsCursor.START;
        while (nextReward != null) {
            TraceDetail page =
                    store().trace("t1", CallsCursor.END, nextReward).await().orElseThrow();
            rewards.add(page.rewards().size());
            nextReward = page.nextRewards();
        }
        assertThat(rewards).as("15,008 bytes each").containsExactly(17, 17, 17, 17, 17, 15);
    }

    @Test
    void idleTraces_severalStates_areTheOpenOnesOfOldEvents() {
        trace("idle").lastEvent(100).in(store());
        trace("atTheTime").lastEvent(200).in(store());
        trace("closed").lastEvent(100).ended(true).in(store());

        assertThat(store().idleTraces(200, 10).await()).containsExactly("idle");
        trace("idle2").lastEvent(150).in(store());
        assertThat(store().idleTraces(200, 1).await()).hasSize(1);
    }

    @Test
    void deleteOldest_inSteps_takesTheFiguresOffExactly() {
        Given old = trace("old").session("s1").received(RECEIVED - 1_000).ended(true);
        IntStream.range(0, 7).forEach(i -> old.call("c" + i, i % 2 == 0 ? "a" : "b", i, i == 3 ? "bad" : null, 5L));
        old.reward("r1", 1.5, 1).reward("r2", null, 2).in(store());
        trace("open").session("s2").received(RECEIVED - 2_000).call("c", "a", 1).in(store());
        trace("young")
                .session("s1")
                .received(RECEIVED)
                .ended(false)
                .call("c", "a", 1)
                .in(store());
        Totals before = store().totals().await();

        DayFigures figures = DayFigures.ZERO;
        List<Deletion> steps = new ArrayList<>();
        for (Deletion step = next(); !step.isNothing(); step = next()) {
            figures = figures.plus(step.figures());
            steps.add(step);
            assertThat(store().totals().await().figures())
                    .isEqualTo(before.figures().plus(figures.negated()));
        }
        assertThat(steps).extracting(Deletion::traceIds).containsOnly(List.of("old"));
        assertThat(steps).extracting(step -> step.figures().traces()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(steps).extracting(Deletion::sessions).containsOnly(0L); // "young" is of the same session
        assertThat(figures).isEqualTo(new DayFigures(1, 1, 0, 1, 0, 1_500, 1, 100, 7, 1, 2, 1.5, 1));
        Totals after = store().totals().await();
        assertThat(after.tools()).isEqualTo(Map.of("a", new ToolFigures(2, 0, 20, 2)));
        assertThat(ids(query(50, null))).containsExactlyInAnyOrder("young", "open");
    }

    private Deletion next() {
        return store().deleteOldest(RECEIVED, 3, Long.MAX_VALUE).await();
    }

    @Test
    void deleteOldest_manySmallTraces_goTogetherUpToTheRows() {
        for (int i = 0; i < 6; i++) {
            trace("t" + i)
                    .session(i == 5 ? "last" : "s" + i / 2)
                    .received(RECEIVED + i * 40_000_000L) // over three days
                    .ended(i % 2 == 0)
                    .call("c", i == 1 ? "rare" : "often", i, i == 4 ? "bad" : null, 3L)
                    .reward("r", 0.5, i)
                    .in(store());
        }
        Totals before = store().totals().await();

        Deletion step = store().deleteOldest(Long.MAX_VALUE, 13, Long.MAX_VALUE).await();

        assertThat(step.traceIds())
                .as("three rows each, and a call of the fifth")
                .containsExactly("t0", "t1", "t2", "t3", "t4");
        assertThat(step.figures().traces()).isEqualTo(4);
        assertThat(step.figures().toolCalls()).isEqualTo(5);
        assertThat(step.figures().rewards()).isEqualTo(4);
        assertThat(step.tools().get("rare")).isEqualTo(new ToolFigures(1, 0, 3, 1));
        Totals after = store().totals().await();
        assertThat(after.figures())
                .isEqualTo(before.figures().plus(step.figures().negated()));
        assertThat(after.sessions()).isEqualTo(before.sessions() - step.sessions());
        assertThat(after.tools()).isEqualTo(Map.of("often", new ToolFigures(1, 0, 3, 1)));
        assertThat(store().days(0, 100_000).await().values().stream().reduce(DayFigures.ZERO, DayFigures::plus))
                .isEqualTo(after.figures());
        assertThat(detail("t4").trace().toolCount()).isZero();
        assertThat(ids(query(50, null))).containsExactlyInAnyOrder("t4", "t5");
    }

    @Test
    void deleteOldest_longTexts_beginsNoTraceAfterThatManyBytes() {
        for (int i = 0; i < 5; i++) {
            trace("t" + i)
                    .received(RECEIVED + i)
                    .ended(true)
                    .text("x".repeat(10_000), null, null)
                    .in(store());
        }

        assertThat(store().deleteOldest(Long.MAX_VALUE, 100, 15_000).await().traceIds())
                .containsExactly("t0", "t1");
        assertThat(store().deleteOldest(Long.MAX_VALUE, 100, 1).await().traceIds())
                .containsExactly("t2");
    }

    @Test
    void deleteOldest_partOfATrace_leavesACountThatIsTrue() {
        Given given = trace("t1").ended(true);
        IntStream.range(0, 5).forEach(i -> given.call("c" + i, "a", i));
        given.in(store());
        store().deleteOldest(Long.MAX_VALUE, 2, Long.MAX_VALUE).await();

        assertThat(detail("t1").trace().toolCount()).isEqualTo(3);
        assertThat(detail("t1").calls()).hasSize(3);
    }

    @Test
    void days_someDays_areThoseOfTheirTracesUntilTheseAreDeleted() {
        long day = DayFigures.day(RECEIVED);
        trace("t1")
                .received(RECEIVED - Duration.ofDays(2).toMillis())
                .ended(true)
                .in(store());
        trace("t2").received(RECEIVED).ended(true).call("c", "a", 1).in(store());
        trace("t3").received(RECEIVED).ended(false).in(store());

        Map<Long, DayFigures> days = store().days(day - 6, 7).await();
        assertThat(days).containsOnlyKeys(day - 2, day);
        assertThat(days.get(day - 2).successes()).isEqualTo(1);
        assertThat(days.get(day).traces()).isEqualTo(2);
        assertThat(days.get(day).failures()).isEqualTo(1);
        assertThat(days.get(day).toolCalls()).isEqualTo(1);
        assertThat(days.values().stream().reduce(DayFigures.ZERO, DayFigures::plus))
                .isEqualTo(store().totals().await().figures());
        assertThat(store().days(day - 1, 1).await()).isEmpty();
        assertThat(store().days(day - 2, 2).await()).containsOnlyKeys(day - 2);

        store().deleteOldest(RECEIVED, 100, Long.MAX_VALUE).await();
        assertThat(store().days(day - 6, 7).await()).containsOnlyKeys(day);
    }

    @Test
    void deleteOldest_lastTraceOfItsSession_takesTheSessionOff() {
        trace("t1").session("s").ended(true).in(store());

        assertThat(store().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE)
                        .await()
                        .sessions())
                .isEqualTo(1);
        assertThat(store().totals().await()).isEqualTo(Totals.ZERO);
        assertThat(load(Set.of("t1"), Set.of("s")).sessions()).isEmpty();
    }

    @Test
    void deleteOldest_toolWithoutItsOwnName_isTakenOffTheOthers() {
        Given given = trace("t1").ended(true).call("c1", "rare", 1);
        Changes counted = given.changes();
        store().write(
                        given.rows(),
                        inserted -> new Changes(
                                counted.traces(),
                                counted.days(),
                                Map.of(Totals.OTHER_TOOLS, new ToolFigures(1, 0, 10, 1)),
                                counted.sessions()))
                .await();

        Deletion deleted =
                store().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE).await();
        assertThat(deleted.tools()).isEqualTo(Map.of(Totals.OTHER_TOOLS, new ToolFigures(1, 0, 10, 1)));
        assertThat(store().totals().await().tools()).isEmpty();
    }

    @Test
    void deleteOldest_nothingOldEnough_isNothing() {
        trace("t1").ended(true).in(store());

        assertThat(store().deleteOldest(RECEIVED, 10, Long.MAX_VALUE).await()).isEqualTo(Deletion.NOTHING);
    }

    @Test
    void usedBytes_afterDeletion_isLess() {
        for (int i = 0; i < 20; i++) {
            trace("t" + i).ended(true).text("x".repeat(100_000), null, null).in(store());
        }
        long before = store().usedBytes().await();
        while (!store().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE).await().isNothing()) {}

        assertThat(before).isGreaterThan(2_000_000);
        assertThat(store().usedBytes().await()).isLessThan(200_000);
        while (store().shrink().await()) {}
        assertThat(store().usedBytes().await()).isLessThan(200_000);
    }

    @Test
    void probe_workingStore_succeedsAndLeavesNothing() {
        Totals before = store().totals().await();
        store().probe().await();

        assertThat(store().totals().await()).isEqualTo(before);
        assertThat(ids(query(50, null))).isEmpty();
    }

    @Test
    void info_openStore_saysItsSize() {
        trace("t1").text("x".repeat(50_000), null, null).in(store());

        assertThat(store().info().await().databaseBytes()
                        + store().info().await().walBytes())
                .isGreaterThan(50_000);
    }
}
