package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.FigureKey;
import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.Changes.Moved;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sums by the time in which traces began. */
public interface SeriesContract extends StoreUnderTest {

    /** Noon of a day in UTC. */
    long NOON = 1_700_049_600_000L;

    long DAY = SeriesStep.DAY.of(NOON);

    /** Durations where they are rounded to another step, and beside it. */
    List<Long> ROUNDED = Stream.of(
                    "0 1 9 10 11 12 14 15 19 20 24 25 29 30 39 40 49 50 59 60 79 80 99 100 119 120 799 800 999999 1000000"
                            + " 123456789012")
            .flatMap(all -> Stream.of(all.split(" ", -1)))
            .map(Long::valueOf)
            .toList();

    private Series read(SeriesStep step, long first, int count, String agentId) {
        return store().reader()
                .series(new SeriesQuery(step, first, count, agentId))
                .await();
    }

    private Map<Long, TraceFigures> days(long first, int count) {
        return read(SeriesStep.DAY, first, count, null).figures();
    }

    @Test
    default void series_importedLongAfter_countsWhenTheTracesBegan() {
        trace("t1")
                .start(NOON - Duration.ofDays(2).toMillis())
                .received(Given.RECEIVED)
                .ended(true)
                .in(store());
        trace("t2")
                .start(NOON)
                .received(Given.RECEIVED + 9)
                .ended(true)
                .call("c", "a", 1)
                .in(store());
        trace("t3").start(NOON).received(Given.RECEIVED + 9).ended(false).in(store());
        trace("t4")
                .start(NOON + 1)
                .received(Given.RECEIVED + 9)
                .askedBy(TraceOrigin.SCHEDULE, null)
                .ended(false)
                .in(store());

        Map<Long, TraceFigures> days = days(DAY - 6, 7);
        assertThat(days).containsOnlyKeys(DAY - 2, DAY);
        assertThat(days.get(DAY - 2).successes()).isEqualTo(1);
        assertThat(days.get(DAY).traces()).isEqualTo(3);
        assertThat(days.get(DAY).failures()).isEqualTo(1);
        assertThat(days.get(DAY).toolCalls()).isEqualTo(1);
        assertThat(days.values().stream().reduce(TraceFigures.ZERO, TraceFigures::plus))
                .isEqualTo(store().writer().totals().figures());
        assertThat(days(DAY - 1, 1)).isEmpty();
        assertThat(days(DAY - 2, 2)).containsOnlyKeys(DAY - 2);

        store().writer().deleteOldest(Given.RECEIVED + 1, 100, Long.MAX_VALUE);
        assertThat(days(DAY - 6, 7)).containsOnlyKeys(DAY);
    }

    @Test
    default void series_byHourAndAgent_areTheirTraces() {
        trace("t1").start(NOON).agent("night").ended(true).in(store());
        trace("t2")
                .start(NOON + Duration.ofHours(1).toMillis())
                .agent("day")
                .ended(true)
                .in(store());
        trace("t3")
                .start(NOON + Duration.ofHours(1).toMillis())
                .agent("day")
                .ended(false)
                .in(store());
        trace("t4").start(NOON + Duration.ofHours(1).toMillis() - 1).ended(null).in(store());
        long noon = SeriesStep.HOUR.of(NOON);

        Series all = read(SeriesStep.HOUR, noon - 1, 3, null);
        assertThat(all.figures()).containsOnlyKeys(noon, noon + 1);
        assertThat(all.figures().get(noon).traces()).isEqualTo(2);
        assertThat(all.agents()).as("the busiest first").containsExactly("day", "night");

        Series one = read(SeriesStep.HOUR, noon - 1, 3, "day");
        assertThat(one.figures()).containsOnlyKeys(noon + 1);
        assertThat(one.figures().get(noon + 1).successes()).isEqualTo(1);
        assertThat(one.agents()).as("to choose from").containsExactly("day", "night");
        assertThat(read(SeriesStep.DAY, DAY, 1, "night").figures().get(DAY).traces())
                .isEqualTo(1);
        assertThat(read(SeriesStep.HOUR, noon, 2, "nobody").figures()).isEmpty();
        assertThat(read(SeriesStep.HOUR, noon - 1, 1, null)).isEqualTo(Series.NONE);
    }

    @Test
    default void series_durations_areCountedByHourAndAgentAndGoWithTheirTraces() {
        for (long ms : ROUNDED) {
            trace("of " + ms).start(NOON).took(ms).ended(null).in(store());
        }
        long later = NOON + Duration.ofHours(1).toMillis();
        trace("night").start(later).took(1_499).agent("night").ended(true).in(store());
        trace("open").start(later).in(store());
        long noon = SeriesStep.HOUR.of(NOON);

        Map<Long, TraceFigures> hours = read(SeriesStep.HOUR, noon, 2, null).figures();
        assertThat(hours.get(noon).durations().inOrder().toString())
                .isEqualTo(
                        "{0=1, 1=1, 9=1, 10=2, 12=2, 15=2, 20=2, 25=2, 30=2, 40=2, 50=2, 60=2, 80=2, 100=2, 120=1, 600=1,"
                                + " 800=1, 800000=1, 1000000=1, 120000000000=1}");
        assertThat(hours.get(noon + 1).durations()).isEqualTo(Durations.of(1_200));
        assertThat(read(SeriesStep.DAY, DAY, 1, "night").figures().get(DAY).durations())
                .isEqualTo(Durations.of(1_200));
        assertThat(read(SeriesStep.DAY, DAY, 1, null).figures().get(DAY))
                .isEqualTo(store().writer().totals().figures());

        store().writer().deleteOldest(Long.MAX_VALUE, 1_000, Long.MAX_VALUE);
        assertThat(store().writer().totals().figures().durations()).isEqualTo(Durations.NONE);
    }

    @Test
    default void series_traceThatTurnsOutToHaveBegunEarlier_movesWithItsFailedCallsAndRewards() {
        Given late = trace("t1")
                .start(NOON)
                .ended(true)
                .call("c1", "a", 1, "bad", 5L)
                .reward("r1", 0.5, 1);
        late.in(store());
        trace("t2").start(NOON).ended(true).in(store());
        TraceState before = late.state();
        Given more = trace("t1").call("c2", "a", 2, "worse", 5L);
        TraceState after = trace("t1")
                .start(NOON - Duration.ofDays(1).toMillis())
                .agent("found")
                .ended(true)
                .call("c1", "a", 1)
                .call("c2", "a", 2)
                .reward("r1", 0.5, 1)
                .state();
        FigureKey from = FigureKey.of(before);
        FigureKey to = FigureKey.of(after);

        write(
                more.rows(),
                inserted -> new Changes(
                        List.of(new TraceChange(before, after, null)),
                        Map.of(
                                from,
                                TraceFigures.of(before).negated().plus(TraceFigures.ofToolCalls(0, 1)),
                                to,
                                TraceFigures.of(after)),
                        List.of(new Moved("t1", from, to)),
                        Map.of(),
                        0));

        Map<Long, TraceFigures> days = days(DAY - 1, 2);
        assertThat(days.get(DAY - 1)).isEqualTo(TraceFigures.of(after).plus(TraceFigures.ofEvents(2, 1, 0.5, 1)));
        assertThat(days.get(DAY))
                .as("the other trace")
                .isEqualTo(TraceFigures.of(trace("t2").ended(true).state()));
        assertThat(read(SeriesStep.DAY, DAY - 1, 2, "found").figures()).containsOnlyKeys(DAY - 1);

        store().writer().deleteOldest(Long.MAX_VALUE, 100, Long.MAX_VALUE);
        assertThat(store().reader().series(EVER).await()).isEqualTo(Series.NONE);
    }
}
