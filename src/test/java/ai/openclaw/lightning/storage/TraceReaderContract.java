package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TracePage;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clients read back. */
public interface TraceReaderContract extends StoreUnderTest {

    @Test
    default void trace_metadataOfEndAlone_isTheMetadata() {
        trace("t1").text(null, null, "{\"e\":1}").in(store());
        trace("t2")
                .text(null, "{\"a\":{\"b\":1,\"c\":null}}", "{\"a\":{\"b\":2,\"c\":3},\"d\":4}")
                .in(store());

        assertThat(detail("t1").trace().metadata()).isEqualTo(Content.whole("{\"e\":1}"));
        assertThat(detail("t2").trace().metadata()).isEqualTo(Content.whole("{\"a\":{\"b\":1},\"d\":4}"));
    }

    @Test
    default void trace_unknown_isEmpty() {
        assertThat(store().reader()
                        .trace("nobody", CallsCursor.START, RewardsCursor.START)
                        .await())
                .isEmpty();
    }

    @Test
    default void traces_manyPages_showEveryTraceOnceNewestFirst() {
        for (int i = 0; i < 25; i++) {
            trace("t" + i).start(1_000 + i / 10).in(store()); // many share a start
        }
        List<String> seen = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            TracePage page = store().reader().traces(query(4, cursor)).await();
            page.traces().forEach(trace -> seen.add(trace.traceId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "t" + (24 - i)).toList());
    }

    @Test
    default void traces_writtenBetweenPages_doNotShiftTheNextPage() {
        IntStream.range(0, 6).forEach(i -> trace("t" + i).start(1_000 + i).in(store()));
        TracePage first = store().reader().traces(query(3, null)).await();
        trace("newest").start(9_000).in(store());

        assertThat(ids(query(3, first.next()))).containsExactly("t2", "t1", "t0");
    }

    @Test
    default void traces_exactlyOnePage_hasNoNext() {
        IntStream.range(0, 3).forEach(i -> trace("t" + i).start(1_000 + i).in(store()));

        assertThat(store().reader().traces(query(3, null)).await().next()).isNull();
        assertThat(store().reader().traces(query(200, null)).await().next()).isNull();
    }

    @Test
    default void traces_eachFilter_letsOnlyItsOwnThrough() {
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
        trace("t3")
                .session("s2")
                .agent("a1")
                .askedBy(TraceOrigin.USER, null)
                .start(3_000)
                .in(store());
        trace("t4")
                .session("s2")
                .askedBy(TraceOrigin.REVIEW, null)
                .start(4_000)
                .abandoned()
                .call("c", "search", 1)
                .in(store());

        assertThat(ids(new TraceQuery(
                        new TraceCriteria("s1", null, null, null, null, null, null, null, null, null, null), 50, null)))
                .containsExactly("t2", "t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, "a1", null, null, null, null, null, null, null, null, null), 50, null)))
                .containsExactly("t3", "t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, TraceStatus.OPEN, null, null, null, null, null, null, null),
                        50,
                        null)))
                .containsExactly("t3");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(
                                null, null, null, TraceStatus.ABANDONED, null, null, null, null, null, null, null),
                        50,
                        null)))
                .containsExactly("t4");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, true, null, null, null, null, null, null), 50, null)))
                .containsExactly("t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, false, null, null, null, null, null, null),
                        50,
                        null)))
                .containsExactly("t2");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, null, null, "search", null, null, null, null),
                        50,
                        null)))
                .containsExactly("t4", "t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, null, null, null, null, null, 2_000L, null),
                        50,
                        null)))
                .containsExactly("t4", "t3", "t2");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(
                                "s1", "a1", null, TraceStatus.ENDED, true, null, "search", null, null, 1_000L, null),
                        50,
                        null)))
                .containsExactly("t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(
                                null, null, null, null, null, null, null, TraceOrigin.REVIEW, null, null, null),
                        50,
                        null)))
                .containsExactly("t4");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, null, null, null, TraceOrigin.USER, null, null, null),
                        50,
                        null)))
                .containsExactly("t3", "t2", "t1");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria("nowhere", null, null, null, null, null, null, null, null, null, null),
                        50,
                        null)))
                .isEmpty();
    }

    @Test
    default void traces_taskTextFailureAndEnd_letThroughWhatTheySay() {
        trace("t0").agent("with a task").start(500).in(store());
        trace("t1")
                .start(1_000)
                .text("Fix the PARSER, 100 %", null, null)
                .ended(true)
                .in(store());
        trace("t2")
                .start(2_000)
                .text("the parser_test", null, null)
                .failed("timeout")
                .in(store());
        Given failed = trace("t3").start(3_000).failed("parser");
        failed.call("c", "a", 1, "No such FILE", 5L).in(store());

        assertThat(ids(containing("parser"))).containsExactly("t3", "t2", "t1");
        assertThat(ids(containing("Parser, 100 %"))).containsExactly("t1");
        assertThat(ids(containing("r_t"))).as("no letter is a wildcard").containsExactly("t2");
        assertThat(ids(containing("such file"))).as("an error").containsExactly("t3");
        assertThat(ids(containing("nobody"))).isEmpty();
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, null, null, null, "timeout", null, null, null, null, null),
                        50,
                        null)))
                .containsExactly("t2");
        assertThat(ids(new TraceQuery(
                        new TraceCriteria(null, null, "task", null, null, null, null, null, null, null, null),
                        50,
                        null)))
                .containsExactly("t0");
        TraceCriteria between = new TraceCriteria(null, null, null, null, null, null, null, null, null, 1_000L, 3_000L);
        assertThat(ids(new TraceQuery(between, 50, null))).containsExactly("t2", "t1");
        TracePage first =
                store().reader().traces(new TraceQuery(between, 1, null)).await();
        assertThat(ids(new TraceQuery(between, 1, first.next()))).containsExactly("t1");
    }

    private static TraceQuery containing(String text) {
        return new TraceQuery(
                new TraceCriteria(null, null, null, null, null, null, null, null, text, null, null), 50, null);
    }

    @Test
    default void traces_filteredPages_goOnWhereTheyStopped() {
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
            TracePage page = store().reader()
                    .traces(new TraceQuery(
                            new TraceCriteria("even", null, null, null, true, null, null, null, null, null, null),
                            2,
                            cursor))
                    .await();
            page.traces().forEach(trace -> seen.add(trace.traceId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("t24", "t18", "t12", "t6", "t0");
    }

    @Test
    default void traces_ofASender_areThoseThatCameWithItsKey() {
        trace("t1").sentBy("ada").in(store());
        trace("t2").agent("a").sentBy("bob").in(store());
        trace("t3").in(store());

        TraceCriteria ofAda =
                new TraceCriteria(null, null, null, null, null, null, null, null, null, null, null, "ada", null, null);
        assertThat(ids(new TraceQuery(ofAda, 50, null))).containsExactly("t1");
        assertThat(detail("t2").trace().sender()).isEqualTo("bob");
        assertThat(detail("t3").trace().sender()).isNull();
        assertThat(load(Set.of("t2"), Set.of()).traces().get("t2").labels().sender())
                .isEqualTo("bob");
    }
}
