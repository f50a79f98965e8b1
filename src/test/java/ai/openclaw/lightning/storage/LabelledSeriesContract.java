package ai.openclaw.lightning.storage;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Series;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.Changes.TraceChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sums of traces with the same model or version of the prompt, of which no sums are kept. */
public interface LabelledSeriesContract extends StoreUnderTest {

    /** Noon of a day in UTC. */
    long NOON = SeriesContract.NOON;

    long HOUR = SeriesStep.HOUR.of(NOON);

    private Series read(int hours, String agentId, String model, String promptVersion) {
        return store().reader()
                .series(new SeriesQuery(
                        SeriesStep.HOUR, HOUR, hours, agentId, new SeriesQuery.Labels(model, promptVersion)))
                .await();
    }

    private long traces(String agentId, String model, String promptVersion) {
        return read(2, agentId, model, promptVersion).figures().values().stream()
                .mapToLong(TraceFigures::traces)
                .sum();
    }

    @Test
    default void series_ofLabels_areTheTracesThatHaveThemAll() {
        long later = NOON + Duration.ofHours(1).toMillis();
        trace("t1").start(NOON).agent("day").answeredBy("large", "v1").in(store());
        trace("t2").start(NOON).agent("day").answeredBy("large", "v2").in(store());
        trace("t3").start(later).agent("night").answeredBy("large", "v2").in(store());
        trace("t4").start(later).answeredBy("Small", null).in(store());
        trace("t5").start(later).answeredBy("ab", null).in(store());
        trace("t6").start(later).in(store());
        trace("before").start(NOON - 1).answeredBy("old", "v0").in(store());
        trace("after")
                .start(NOON + Duration.ofHours(2).toMillis())
                .answeredBy("new", "v9")
                .in(store());

        assertThat(traces(null, "large", null)).isEqualTo(3);
        assertThat(traces("day", "large", null)).isEqualTo(2);
        assertThat(traces(null, "large", "v2")).isEqualTo(2);
        assertThat(traces("night", null, "v2")).isEqualTo(1);
        assertThat(traces("night", "large", "v1")).isZero();
        assertThat(traces("day", null, null)).as("from the kept sums").isEqualTo(2);
        Series found = read(2, null, "Small", null);
        assertThat(found.figures()).containsOnlyKeys(HOUR + 1);
        assertThat(found.agents()).containsExactly("day", "night");
        assertThat(found.labels())
                .as("to choose from, the most used first")
                .isEqualTo(new Series.Labels(List.of("large", "Small", "ab"), List.of("v2", "v1"), 6, true));
        assertThat(store().reader().series(EVER).await().labels()).isNull();
        TraceCriteria same = new TraceCriteria(
                null, null, null, null, null, null, null, null, null, null, null, null, "large", "v2");
        assertThat(ids(new TraceQuery(same, 50, null))).containsExactly("t3", "t2");
    }

    @Test
    default void series_ofAModel_areWhatTheKeptSumsSayWithoutRewards() {
        for (long ms : SeriesContract.ROUNDED) {
            trace("of " + ms)
                    .start(NOON)
                    .took(ms)
                    .answeredBy("m", null)
                    .ended(null)
                    .in(store());
        }
        trace("good")
                .start(NOON + 1)
                .answeredBy("m", null)
                .ended(true)
                .call("c", "a", 1)
                .in(store());
        trace("bad")
                .start(NOON + 2)
                .answeredBy("m", null)
                .ended(false)
                .call("c1", "a", 1, "broken", 5L)
                .call("c2", "b", 2, "broken", 5L)
                .call("c3", "b", 3)
                .reward("r", 0.5, 4)
                .in(store());
        trace("scheduled")
                .start(NOON + 3)
                .answeredBy("m", null)
                .askedBy(TraceOrigin.SCHEDULE, null)
                .ended(false)
                .in(store());
        trace("open").start(NOON + 4).answeredBy("m", null).reward("r", 0.5, 4).in(store());
        trace("left").start(NOON + 5).answeredBy("m", null).abandoned().in(store());

        TraceFigures found = read(1, null, "m", null).figures().get(HOUR);
        TraceFigures kept = read(1, null, null, null).figures().get(HOUR);
        assertThat(found.plus(TraceFigures.ofEvents(0, kept.rewards(), kept.rewardSum(), kept.rewardCount())))
                .isEqualTo(kept);
        assertThat(found.rewards()).isZero();
        assertThat(found.toolErrors()).isEqualTo(2);
        assertThat(found.tokensUsed()).isEqualTo(200);
    }

    @Test
    default void series_ofMoreTraces_areOfTheLatest() {
        trace("first").start(NOON).answeredBy("first", null).in(store());
        trace("second").start(NOON + 1).answeredBy("rare", null).in(store());
        List<TraceChange> later = IntStream.range(0, Series.TRACES_MAX - 1)
                .mapToObj(i -> trace("t" + i)
                        .start(NOON + 2)
                        .answeredBy("model " + i % (Series.NAMES_MAX + 5), null)
                        .changes())
                .flatMap(changes -> changes.traces().stream())
                .toList();
        write(
                new NewRows(List.of(), List.of()),
                inserted -> new Changes(later, Map.of(), List.of(), Map.of(), later.size()));

        assertThat(traces(null, "rare", null)).isEqualTo(1);
        assertThat(traces(null, "first", null)).isZero();
        Series.Labels labels = read(1, null, null, null).labels();
        assertThat(labels.models()).hasSize(Series.NAMES_MAX).startsWith("model 0", "model 1", "model 10");
        assertThat(labels.traces()).isEqualTo(Series.TRACES_MAX);
        assertThat(labels.complete()).isFalse();
    }
}
