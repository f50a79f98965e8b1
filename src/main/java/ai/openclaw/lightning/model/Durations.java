package ai.openclaw.lightning.model;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many traces took how long, or the change to that. Each duration is rounded down to one of ten steps in every power of
 * ten, so that a median or a 95th percentile can be told from sums, for any set of hours. A value: {@link #plus} makes a new
 * one.
 *
 * @param counts by the lower end of the step, in milliseconds; without zeros
 */
public record Durations(Map<Long, Long> counts) {

    public static final Durations NONE = new Durations(Map.of());

    /** The steps between 10 and 100; from 0 to 10 each millisecond is one. The stores' SQL rounds in the same way. */
    private static final int[] STEPS = {10, 12, 15, 20, 25, 30, 40, 50, 60, 80};

    public Durations {
        counts = Map.copyOf(counts);
    }

    /** What one trace adds. */
    public static Durations of(long ms) {
        return new Durations(Map.of(floor(ms), 1L));
    }

    /** The lower end of the step in which that duration lies; its first two digits tell. */
    public static long floor(long ms) {
        if (ms < STEPS[0]) {
            return ms;
        }
        long unit = 1;
        while (ms / unit >= 100) {
            unit *= 10;
        }
        int step = 0;
        while (step + 1 < STEPS.length && STEPS[step + 1] <= ms / unit) {
            step++;
        }
        return STEPS[step] * unit;
    }

    /** Those counts in the order of the durations. */
    public NavigableMap<Long, Long> inOrder() {
        return new TreeMap<>(counts);
    }

    public Durations plus(Durations other) {
        if (counts.isEmpty() || other.counts.isEmpty()) {
            return counts.isEmpty() ? other : this;
        }
        Map<Long, Long> sums = new TreeMap<>(counts);
        other.counts.forEach((ms, more) -> sums.merge(ms, more, Durations::sumOrNothing));
        return new Durations(sums);
    }

    private static Long sumOrNothing(long one, long other) {
        return one + other == 0 ? null : one + other;
    }

    public Durations negated() {
        Map<Long, Long> negated = new TreeMap<>();
        counts.forEach((ms, count) -> negated.put(ms, -count));
        return new Durations(negated);
    }
}
