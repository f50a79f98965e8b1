package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ArmTools.Calls;
import ai.openclaw.lightning.model.ArmTools.Use;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Which tools are called, by all traces and by the arms of an experiment. */
public interface ToolsContract extends StoreUnderTest {

    @Test
    default void tools_ofTheTracesFromTheTimeOn_haveTheirMedianAndTheirSlowest() {
        trace("old").start(500).call("c", "gone", 501).in(store());
        Given many = trace("t1").start(1_000);
        for (int i = 1; i <= 100; i++) {
            many.call("c" + i, "run", i, i % 10 == 0 ? "bad" : null, 1_000L - i);
        }
        many.call("d", "run", 200, "untimed", null).ended(true).in(store());
        trace("t2").start(2_000).call("c", "read", 1, null, null).in(store());

        assertThat(store().reader().tools(LatestTraces.since(1_000)).await())
                .containsExactly(new ToolUse("run", 101, 11, 949L, 994L), new ToolUse("read", 1, 0, null, null));
        assertThat(store().reader().tools(LatestTraces.since(3_000)).await()).isEmpty();
    }

    @Test
    default void tools_moreCallsThanAreLookedAt_areThoseOfTheLatestTraces() {
        trace("old").start(500).call("c", "search", 501).ended(true).in(store());
        Given many = trace("t1").start(1_000);
        for (int i = 0; i <= ToolUse.CALLS_MAX; i++) {
            many.call("c" + i, "run", i);
        }
        many.ended(true).in(store());

        assertThat(store().reader().tools(LatestTraces.since(0)).await())
                .extracting(ToolUse::tool, ToolUse::calls)
                .containsExactly(Tuple.tuple("run", (long) ToolUse.CALLS_MAX));
    }

    @Test
    default void tools_ofFewerTraces_areThoseOfTheLatest() {
        trace("old").start(500).call("c", "search", 501).ended(true).in(store());
        trace("t1").start(1_000).call("c", "run", 1_001).ended(true).in(store());
        trace("t2").start(2_000).call("c", "run", 2_001).ended(true).in(store());

        assertThat(store().reader()
                        .tools(new LatestTraces(0, null, null, null, 2))
                        .await())
                .extracting(ToolUse::tool, ToolUse::calls)
                .containsExactly(Tuple.tuple("run", 2L));
    }

    private List<String> toolsOf(String agentId, String model, String promptVersion) {
        return store()
                .reader()
                .tools(new LatestTraces(1_000, agentId, model, promptVersion, FailureSample.TRACES_MAX))
                .await()
                .stream()
                .map(tool -> tool.tool() + " " + tool.calls())
                .toList();
    }

    @Test
    default void tools_ofLabels_areThoseOfTheTracesThatHaveThemAll() {
        trace("old")
                .start(500)
                .agent("day")
                .answeredBy("large", "v1")
                .call("c", "gone", 1)
                .in(store());
        trace("t1")
                .start(1_000)
                .agent("day")
                .answeredBy("large", "v1")
                .call("c", "run", 1)
                .in(store());
        trace("t2")
                .start(2_000)
                .agent("day")
                .answeredBy("large", "v2")
                .call("c", "read", 1)
                .in(store());
        trace("t3")
                .start(3_000)
                .agent("night")
                .answeredBy("large", "v2")
                .call("c", "run", 1)
                .in(store());
        trace("t4").start(4_000).call("c", "look", 1).in(store());

        assertThat(toolsOf("day", null, null)).containsExactly("read 1", "run 1");
        assertThat(toolsOf(null, "large", null)).containsExactly("run 2", "read 1");
        assertThat(toolsOf(null, "large", "v2")).containsExactly("read 1", "run 1");
        assertThat(toolsOf("night", null, "v2")).containsExactly("run 1");
        assertThat(toolsOf("night", "large", "v1")).isEmpty();
        assertThat(toolsOf(null, null, null)).containsExactly("run 2", "look 1", "read 1");
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
    default void armTools_moreCallsThanAreLookedAt_areSoManyAndNotAll() {
        Given many = trace("t1").received(2_000).arms(arm("e", "treatment"));
        for (int i = 0; i <= ArmTools.CALLS_MAX; i++) {
            many.call("c" + i, "run", i);
        }
        many.ended(true).in(store());

        ArmTools both = armTools("e", 1_000, 2_000);

        assertThat(both.tools()).containsExactly(new Use("run", new Calls(0, 0), new Calls(ArmTools.CALLS_MAX, 0)));
        assertThat(both.complete()).isFalse();
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
