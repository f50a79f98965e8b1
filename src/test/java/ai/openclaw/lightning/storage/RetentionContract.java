package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.RECEIVED;
import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.ToolFigures;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What retention deletes, and that the figures stay those of the rows. */
public interface RetentionContract extends StoreUnderTest {

    @Test
    default void idleTraces_severalStates_areTheOpenOnesOfOldEvents() {
        trace("idle").lastEvent(100).in(store());
        trace("atTheTime").lastEvent(200).in(store());
        trace("closed").lastEvent(100).ended(true).in(store());

        assertThat(store().writer().idleTraces(200, 10)).containsExactly("idle");
        trace("idle2").lastEvent(150).in(store());
        assertThat(store().writer().idleTraces(200, 1)).hasSize(1);
    }

    @Test
    default void deleteOldest_inSteps_takesTheFiguresOffExactly() {
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
        Totals before = store().writer().totals();

        TraceFigures figures = TraceFigures.ZERO;
        List<Deletion> steps = new ArrayList<>();
        for (Deletion step = next(); !step.isNothing(); step = next()) {
            figures = figures.plus(step.figures());
            steps.add(step);
            assertThat(store().writer().totals().figures())
                    .isEqualTo(before.figures().plus(figures.negated()));
        }
        assertThat(steps).extracting(Deletion::traceIds).containsOnly(List.of("old"));
        assertThat(steps).extracting(step -> step.figures().traces()).containsExactly(0L, 0L, 0L, 1L);
        assertThat(steps).extracting(Deletion::sessions).containsOnly(0L); // "young" is of the same session
        assertThat(figures)
                .isEqualTo(new TraceFigures(1, 1, 0, 1, 0, 1_500, 1, 100, 7, 1, 2, 1.5, 1, Durations.of(5_000)));
        Totals after = store().writer().totals();
        assertThat(after.tools()).isEqualTo(Map.of("a", new ToolFigures(2, 0, 20, 2)));
        assertThat(ids(query(50, null))).containsExactlyInAnyOrder("young", "open");
    }

    @Test
    default void deleteOldest_manySmallTraces_goTogetherUpToTheRows() {
        for (int i = 0; i < 6; i++) {
            trace("t" + i)
                    .session(i == 5 ? "last" : "s" + i / 2)
                    .received(RECEIVED + i * 40_000_000L) // over three days
                    .ended(i % 2 == 0)
                    .call("c", i == 1 ? "rare" : "often", i, i == 4 ? "bad" : null, 3L)
                    .reward("r", 0.5, i)
                    .in(store());
        }
        Totals before = store().writer().totals();

        Deletion step = store().writer().deleteOldest(Long.MAX_VALUE, 13, Long.MAX_VALUE);

        assertThat(step.traceIds())
                .as("three rows each, and a call of the fifth")
                .containsExactly("t0", "t1", "t2", "t3", "t4");
        assertThat(step.figures().traces()).isEqualTo(4);
        assertThat(step.figures().toolCalls()).isEqualTo(5);
        assertThat(step.figures().rewards()).isEqualTo(4);
        assertThat(step.tools().get("rare")).isEqualTo(new ToolFigures(1, 0, 3, 1));
        Totals after = store().writer().totals();
        assertThat(after.figures())
                .isEqualTo(before.figures().plus(step.figures().negated()));
        assertThat(after.sessions()).isEqualTo(before.sessions() - step.sessions());
        assertThat(after.tools()).isEqualTo(Map.of("often", new ToolFigures(1, 0, 3, 1)));
        assertThat(store().reader().series(EVER).await().figures().values().stream()
                        .reduce(TraceFigures.ZERO, TraceFigures::plus))
                .isEqualTo(after.figures());
        assertThat(detail("t4").trace().toolCount()).isZero();
        assertThat(ids(query(50, null))).containsExactlyInAnyOrder("t4", "t5");
    }

    @Test
    default void deleteOldest_longTexts_beginsNoTraceAfterThatManyBytes() {
        for (int i = 0; i < 5; i++) {
            trace("t" + i)
                    .received(RECEIVED + i)
                    .ended(true)
                    .text("x".repeat(10_000), null, null)
                    .in(store());
        }

        assertThat(store().writer().deleteOldest(Long.MAX_VALUE, 100, 15_000).traceIds())
                .containsExactly("t0", "t1");
        assertThat(store().writer().deleteOldest(Long.MAX_VALUE, 100, 1).traceIds())
                .containsExactly("t2");
    }

    @Test
    default void deleteOldest_partOfATrace_leavesACountThatIsTrue() {
        Given given = trace("t1").ended(true);
        IntStream.range(0, 5).forEach(i -> given.call("c" + i, "a", i));
        given.in(store());
        store().writer().deleteOldest(Long.MAX_VALUE, 2, Long.MAX_VALUE);

        assertThat(detail("t1").trace().toolCount()).isEqualTo(3);
        assertThat(detail("t1").calls()).hasSize(3);
    }

    @Test
    default void deleteOldest_lastTraceOfItsSession_takesTheSessionOff() {
        trace("t1").session("s").ended(true).in(store());

        assertThat(store().writer()
                        .deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE)
                        .sessions())
                .isEqualTo(1);
        assertThat(store().writer().totals()).isEqualTo(Totals.ZERO);
        assertThat(load(Set.of("t1"), Set.of("s")).sessions()).isEmpty();
    }

    @Test
    default void deleteOldest_toolWithoutItsOwnName_isTakenOffTheOthers() {
        Given given = trace("t1").ended(true).call("c1", "rare", 1);
        Changes counted = given.changes();
        write(
                given.rows(),
                inserted -> new Changes(
                        counted.traces(),
                        counted.figures(),
                        counted.moved(),
                        Map.of(Totals.OTHER_TOOLS, new ToolFigures(1, 0, 10, 1)),
                        counted.sessions()));

        Deletion deleted = store().writer().deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE);
        assertThat(deleted.tools()).isEqualTo(Map.of(Totals.OTHER_TOOLS, new ToolFigures(1, 0, 10, 1)));
        assertThat(store().writer().totals().tools()).isEmpty();
    }

    @Test
    default void deleteOldest_nothingOldEnough_isNothing() {
        trace("t1").ended(true).in(store());

        assertThat(store().writer().deleteOldest(RECEIVED, 10, Long.MAX_VALUE)).isEqualTo(Deletion.NOTHING);
    }

    /** Whoever shared it wants it back; what others sent stays, and the figures are those of the rows. */
    @Test
    default void deleteOf_oneSender_takesWhatIsClosedOfItAndNothingElse() {
        for (int i = 0; i < 4; i++) {
            trace("ada" + i)
                    .session("s" + i % 2)
                    .sentBy("ada")
                    .received(RECEIVED + i)
                    .ended(i % 2 == 0)
                    .call("c", "of ada", i)
                    .reward("r", 0.5, i)
                    .in(store());
        }
        trace("open").session("s3").sentBy("ada").in(store());
        trace("bob")
                .session("s1")
                .sentBy("bob")
                .ended(true)
                .call("c", "of bob", 1)
                .in(store());
        trace("here").session("s4").ended(true).in(store());
        assertThat(store().writer().openTraces("ada", 10)).containsExactly("open");
        assertThat(store().writer().openTraces("bob", 10)).isEmpty();
        Totals before = store().writer().totals();

        Deletion all = Deletion.NOTHING;
        for (Deletion step = store().writer().deleteOf("ada", 5, Long.MAX_VALUE);
                !step.isNothing();
                step = store().writer().deleteOf("ada", 5, Long.MAX_VALUE)) {
            assertThat(step.figures().traces()).isLessThanOrEqualTo(2);
            all = all.plus(step);
        }
        assertThat(all.figures().traces()).isEqualTo(4);
        assertThat(all.sessions()).as("s1 has a trace of bob's").isEqualTo(1);
        Totals after = store().writer().totals();
        assertThat(after.figures())
                .isEqualTo(before.figures().plus(all.figures().negated()));
        assertThat(after.sessions()).isEqualTo(before.sessions() - 1);
        assertThat(after.tools()).isEqualTo(Map.of("of bob", new ToolFigures(1, 0, 10, 1)));
        assertThat(ids(query(50, null))).containsExactlyInAnyOrder("open", "bob", "here");
        assertThat(store().writer().deleteOf("nobody", 5, Long.MAX_VALUE)).isEqualTo(Deletion.NOTHING);
    }

    @Test
    default void usedBytes_afterDeletion_isLess() {
        for (int i = 0; i < 20; i++) {
            trace("t" + i).ended(true).text("x".repeat(100_000), null, null).in(store());
        }
        long before = store().writer().usedBytes();
        while (!store().writer()
                .deleteOldest(Long.MAX_VALUE, 10, Long.MAX_VALUE)
                .isNothing()) {}

        assertThat(before).isGreaterThan(2_000_000);
        assertThat(store().writer().usedBytes()).isLessThan(200_000);
        while (store().writer().shrink()) {}
        assertThat(store().writer().usedBytes()).isLessThan(200_000);
    }

    private Deletion next() {
        return store().writer().deleteOldest(RECEIVED, 3, Long.MAX_VALUE);
    }
}
