package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits for the person.
 *
 * @param toDecide suggestions that nobody has decided on
 * @param paused ids of experiments that paused
 */
record Attention(int toDecide, List<String> paused) {

    private static final int PAGE_MAX = 200;

    Attention {
        paused = List.copyOf(paused);
    }

    /** Counts up to {@value #PAGE_MAX} of each. */
    static Attention of(BridgeClient bridge) {
        List<String> paused = new ArrayList<>();
        for (JsonNode experiment : list(bridge, "/optimize/experiments?limit=" + PAGE_MAX, "experiments")) {
            if (experiment.path("status").asText().equals("paused")) {
                paused.add(experiment.path("id").asText());
            }
        }
        int toDecide = list(bridge, "/optimize/suggestions?status=proposed&limit=" + PAGE_MAX, "suggestions")
                .size();
        return new Attention(toDecide, paused);
    }

    /** An older bridge may not have it, and one with another key refuses; the status says that elsewhere. */
    private static JsonNode list(BridgeClient bridge, String path, String name) {
        return bridge.getAnyStatus(path).body().path(name);
    }

    /** A sentence for each; none if nothing waits. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (toDecide > 0) {
            sentences.add((toDecide == 1 ? "a suggestion waits" : Amounts.count(toDecide) + " suggestions wait")
                    + " for your decision: lightning suggestions list --status proposed");
        }
        for (String id : paused) {
            sentences.add("an experiment paused; to see why: lightning experiments " + ShortId.of(id));
        }
        return sentences;
    }
}
