package ai.openclaw.lightning.model;

import java.time.Duration;

/** The steps in which time goes by: sums are kept by hour, and a day in UTC is 24 of them. */
public enum SeriesStep {
    HOUR(1),
    DAY(24);

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final long hours;

    SeriesStep(long hours) {
        this.hours = hours;
    }

    /** How many hours it takes. */
    public long hours() {
        return hours;
    }

    /** The number of the step in which that time lies: steps since 1970-01-01 UTC. */
    public long of(long epochMs) {
        return epochMs / (hours * HOUR_MS);
    }

    /** When the step of that number began, in epoch milliseconds. */
    public long start(long number) {
        return number * hours * HOUR_MS;
    }
}
