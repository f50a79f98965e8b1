package ai.openclaw.lightning.model;

import java.util.List;

/**
 * A trace that somebody should rate, because an experiment counts an estimate of its outcome.
 *
 * @param agentId null for the agent without a name
 * @param estimate of its success, in [0, 1]
 * @param signals that the estimate is made of, for a person
 * @param until epoch milliseconds; a later rating comes too late for the experiment
 */
public record WantedRating(
        String agentId, String traceId, String experiment, double estimate, List<String> signals, long until) {

    public WantedRating {
        signals = List.copyOf(signals);
    }
}
