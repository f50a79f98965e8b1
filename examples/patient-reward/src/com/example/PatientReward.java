package com.example;

import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.reward.Score;
import ai.openclaw.lightning.reward.TraceSignals;

/** Success counts in full within a minute; after that it loses with every further minute, down to a tenth. */
public final class PatientReward implements RewardFunction {

    private static final double MINUTE_MS = 60_000;

    @Override
    public String name() {
        return "patient";
    }

    @Override
    public Score score(TraceSignals signals) {
        if (signals.crashed()) {
            return new Score.Crashed(); // its own class, never just a low value
        }
        if (signals.success() == null) {
            return new Score.Missing(); // nobody said how it went, which is not 0
        }
        double late = signals.latencyMs() == null ? 0 : Math.max(0, signals.latencyMs() / MINUTE_MS - 1);
        double worth = Math.max(0.1, 1 / (1 + late));
        return new Score.Known(signals.success() ? worth : 0, signals.successSource());
    }
}
