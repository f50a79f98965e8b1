package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.RewardSource;

/** The worth of a trace. A number never comes without a source. */
public sealed interface Score {

    /** A value in [0, 1]. */
    record Known(double value, RewardSource source) implements Score {

        public Known {
            if (!(value >= 0 && value <= 1) || source == null) {
                throw new IllegalArgumentException("a score lies in [0, 1] and has a source: " + value);
            }
        }
    }

    /** The agent crashed; an experiment counts it as 0. */
    record Crashed() implements Score {}

    /** Nobody reported an outcome, which differs from 0. */
    record Missing() implements Score {}
}
