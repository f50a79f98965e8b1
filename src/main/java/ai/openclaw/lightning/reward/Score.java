package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.RewardSource;

/** What a trace is worth. Never a number without a source. */
public sealed interface Score {

    /** A value in [0, 1]. */
    record Known(double value, RewardSource source) implements Score {

        public Known {
            if (!(value >= 0 && value <= 1) || source == null) {
                throw new IllegalArgumentException("a score lies in [0, 1] and has a source: " + value);
            }
        }
    }

    /** The agent broke off; an experiment counts it 0. */
    record Crashed() implements Score {}

    /** Nobody said how it went, which is not 0. */
    record Missing() implements Score {}
}
