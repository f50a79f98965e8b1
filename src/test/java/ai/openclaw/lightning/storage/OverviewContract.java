package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions and failures: what clients read of many traces together. */
public interface OverviewContract extends StoreUnderTest {

    private SessionPage sessions(Long since, int limit, TraceQuery.Cursor after) {
        return store().reader()
                .sessions(new TraceQuery(TraceCriteria.since(since), limit, after))
                .await();
    }

    @Test
    default void sessions_severalTraces_areSummedWhereTheLatestStands() {
        trace("t1")
                .session("long")
                .agent("a1")
                .start(1_000)
                .text("first", null, null)
                .call("c", "search", 1_001)
                .ended(true)
                .in(store());
        trace("t2").session("other").start(2_000).in(store());
        trace("t3")
                .session("long")
                .agent("a2")
                .start(3_000)
                .text("last", null, null)
                .failed("timeout")
                .in(store());
        trace("t4")
                .session("long")
                .askedBy(TraceOrigin.REVIEW, null)
                .start(1_500)
                .ended(false)
                .in(store());

        SessionPage page = sessions(null, 50, null);

        assertThat(page.next()).isNull();
        assertThat(page.sessions()).extracting(Session::sessionKey).containsExactly("long", "other");
        Session session = page.sessions().get(0);
        assertThat(session.agentId()).isEqualTo("a2");
        assertThat(session.message()).isEqualTo("last");
        assertThat(session.traces()).isEqualTo(3);
        assertThat(session.open()).isZero();
        assertThat(session.successes()).isEqualTo(1);
        assertThat(session.failures())
                .as("what nobody asked for is not counted")
                .isEqualTo(1);
        assertThat(session.toolCalls()).isEqualTo(1);
        assertThat(session.firstStart()).isEqualTo(1_000);
        assertThat(session.lastStart()).isEqualTo(3_000);
        assertThat(page.sessions().get(1).open()).isEqualTo(1);
        assertThat(sessions(2_500L, 50, null).sessions())
                .extracting(Session::sessionKey)
                .containsExactly("long");
    }

    @Test
    default void sessions_manyPages_showEachOnce() {
        for (int i = 0; i < 24; i++) {
            trace("t" + i).session("s" + i % 7).start(1_000 + i / 5).in(store());
        }
        List<String> seen = new ArrayList<>();
        TraceQuery.Cursor cursor = null;
        do {
            SessionPage page = sessions(null, 2, cursor);
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(2);
            page.sessions().forEach(session -> seen.add(session.sessionKey()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("s2", "s1", "s0", "s6", "s5", "s4", "s3");
    }

    @Test
    default void sessions_longOne_isCountedToALimit() {
        for (int i = 0; i < SessionPage.TRACES_MAX + 5; i++) {
            trace("t" + i).session("s").start(1_000 + i).ended(true).in(store());
        }

        assertThat(sessions(null, 50, null).sessions())
                .singleElement()
                .extracting(Session::traces)
                .isEqualTo(SessionPage.TRACES_MAX + 1L);
    }

    @Test
    default void failures_ofRunsAndCalls_areReadFromTheTimeOnLatestFirst() {
        trace("old").start(500).failed("timeout").in(store());
        trace("t1")
                .start(1_000)
                .call("c", "search", 1_001, "no such index", 10L)
                .ended(true)
                .in(store());
        trace("t2")
                .start(2_000)
                .call("c", "run_tests", 2_001, "E".repeat(1_000), 10L)
                .call("d", "run_tests", 2_002, null, 10L)
                .failed("timeout")
                .in(store());
        trace("t3").start(3_000).ended(false).in(store());

        FailureSample sample =
                store().reader().failures(LatestTraces.since(1_000)).await();

        assertThat(sample.traces()).isEqualTo(3);
        assertThat(sample.complete()).isTrue();
        assertThat(sample.runs())
                .containsExactly(new Failed("t3", 3_000, null, null), new Failed("t2", 2_000, null, "timeout"));
        assertThat(sample.calls())
                .containsExactly(
                        new Failed("t2", 2_000, "run_tests", "E".repeat(FailureSample.TEXT_CHARS_MAX)),
                        new Failed("t1", 1_000, "search", "no such index"));
    }

    @Test
    default void failures_ofLabels_areAmongTheLatestTracesOfAll() {
        trace("first").start(999).agent("day").call("c", "run", 1, "first", 1L).in(store());
        trace("other").start(1_000).agent("night").in(store());
        trace("second")
                .start(1_001)
                .agent("day")
                .call("c", "run", 1, "second", 1L)
                .in(store());
        trace("third")
                .start(1_002)
                .agent("day")
                .answeredBy("m", null)
                .failed("timeout")
                .in(store());
        List<TraceChange> later = IntStream.range(0, Series.TRACES_MAX - 2)
                .mapToObj(i ->
                        trace("t" + i).start(2_000).agent("night").ended(false).changes())
                .flatMap(changes -> changes.traces().stream())
                .toList();
        write(
                new NewRows(List.of(), List.of()),
                inserted -> new Changes(later, Map.of(), List.of(), Map.of(), later.size()));

        FailureSample ofDay = failuresOf(0, "day");
        assertThat(ofDay.calls()).containsExactly(new Failed("second", 1_001, "run", "second"));
        assertThat(ofDay.runs()).containsExactly(new Failed("third", 1_002, null, "timeout"));
        assertThat(ofDay.traces()).isEqualTo(2);
        assertThat(ofDay.complete()).as("one was not looked at").isFalse();
        assertThat(failuresOf(1_001, "day")).isEqualTo(new FailureSample(ofDay.runs(), ofDay.calls(), 2, true));
        FailureSample ofNight = failuresOf(1_001, "night");
        assertThat(ofNight.traces()).isEqualTo(FailureSample.TRACES_MAX);
        assertThat(ofNight.runs()).hasSize(FailureSample.ROWS_MAX);
        assertThat(ofNight.complete()).isFalse();
        assertThat(failuresOf(0, "nobody")).isEqualTo(new FailureSample(List.of(), List.of(), 0, false));
    }

    private FailureSample failuresOf(long since, String agentId) {
        return store().reader()
                .failures(new LatestTraces(since, agentId, null, null, FailureSample.TRACES_MAX))
                .await();
    }
}
