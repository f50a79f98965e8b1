package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ArmTools.Calls;
import ai.openclaw.lightning.model.ArmTools.Use;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.FailureSample.Failed;
import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
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

        FailureSample sample = store().reader().failures(1_000).await();

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
    default void tools_ofTheTracesFromTheTimeOn_haveTheirMedianAndTheirSlowest() {
        trace("old").start(500).call("c", "gone", 501).in(store());
        Given many = trace("t1").start(1_000);
        for (int i = 1; i <= 100; i++) {
            many.call("c" + i, "run", i, i % 10 == 0 ? "bad" : null, 1_000L - i);
        }
        many.call("d", "run", 200, "untimed", null).ended(true).in(store());
        trace("t2").start(2_000).call("c", "read", 1, null, null).in(store());

        assertThat(store().reader().tools(1_000).await())
                .containsExactly(new ToolUse("run", 101, 11, 949L, 994L), new ToolUse("read", 1, 0, null, null));
        assertThat(store().reader().tools(3_000).await()).isEmpty();
    }

    @Test
    default void tools_moreCallsThanAreLookedAt_areThoseOfTheLatestTraces() {
        trace("old").start(500).call("c", "search", 501).ended(true).in(store());
        Given many = trace("t1").start(1_000);
        for (int i = 0; i <= ToolUse.CALLS_MAX; i++) {
            many.call("c" + i, "run", i);
        }
        many.ended(true).in(store());

        assertThat(store().reader().tools(0).await())
                .extracting(ToolUse::tool, ToolUse::calls)
                .containsExactly(Tuple.tuple("run", (long) ToolUse.CALLS_MAX));
    }

    private static ArmAssignment arm(String experiment, String arm) {
        return new ArmAssignment(experiment, arm, 0.5, true);
    }

    private ArmTools armTools(String experiment, long from, long until) {
        return store().reader()
                .armTools(new ArmTools.Query(experiment, from, until))
                .await();
    }

    @Test
    default void armTools_ofClosedTraces_areCountedByTheArmTheyWereAssigned() {
        trace("t1")
                .received(1_000)
                .arms(arm("e", "control"), arm("other", "treatment"))
                .call("a", "run", 1, "bad", 10L)
                .call("b", "read", 2)
                .ended(false)
                .in(store());
        trace("t2")
                .received(2_000)
                .arms(new ArmAssignment("e", "treatment", 0.5, false))
                .call("a", "read", 1)
                .call("b", "read", 2)
                .call("c", "look", 3, "bad", 10L)
                .abandoned()
                .in(store());
        trace("t3").received(3_000).arms(arm("e", "control")).ended(true).in(store());
        trace("open")
                .received(3_000)
                .arms(arm("e", "control"))
                .call("a", "run", 1)
                .in(store());
        trace("none").received(3_000).call("a", "run", 1).ended(true).in(store());

        assertThat(armTools("e", 1_000, 3_000))
                .isEqualTo(new ArmTools(
                        2,
                        1,
                        List.of(
                                new Use("read", new Calls(1, 0), new Calls(2, 0)),
                                new Use("look", new Calls(0, 0), new Calls(1, 1)),
                                new Use("run", new Calls(1, 1), new Calls(0, 0))),
                        true));
        assertThat(armTools("e", 1_001, 2_999))
                .isEqualTo(new ArmTools(
                        0,
                        1,
                        List.of(
                                new Use("read", new Calls(0, 0), new Calls(2, 0)),
                                new Use("look", new Calls(0, 0), new Calls(1, 1))),
                        true));
        assertThat(armTools("other", 0, Long.MAX_VALUE).treatment()).isEqualTo(1);
        assertThat(armTools("unknown", 0, Long.MAX_VALUE)).isEqualTo(new ArmTools(0, 0, List.of(), true));
    }

    @Test
    default void armTools_ofManyTools_areTheMostCalled() {
        Given many = trace("t1").received(1_000).arms(arm("e", "treatment"));
        for (int i = 0; i < ArmTools.TOOLS_MAX + 5; i++) {
            many.call("c" + i, "tool" + i, i);
        }
        many.call("again", "tool104", 1_000).ended(true).in(store());

        assertThat(armTools("e", 1_000, 1_000).tools())
                .hasSize(ArmTools.TOOLS_MAX)
                .startsWith(new Use("tool104", new Calls(0, 0), new Calls(2, 0)));
    }

    @Test
    default void armTools_ofMoreTraces_areOfTheLatest() {
        trace("first").received(1_000).arms(arm("e", "control")).ended(true).in(store());
        List<TraceChange> later = IntStream.range(0, ArmTools.TRACES_MAX + 1)
                .mapToObj(i -> trace("t" + i).received(2_000).ended(true).changes())
                .flatMap(changes -> changes.traces().stream())
                .toList();
        Transactions.write(
                store(),
                new NewRows(List.of(), List.of()),
                inserted -> new Changes(later, Map.of(), List.of(), Map.of(), later.size()));
        assertThat(armTools("e", 1_000, 2_000)).isEqualTo(new ArmTools(0, 0, List.of(), false));
        assertThat(armTools("e", 1_000, 1_999)).isEqualTo(new ArmTools(1, 0, List.of(), true));
    }
}
