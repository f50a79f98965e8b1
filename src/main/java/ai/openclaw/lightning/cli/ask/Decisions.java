package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;

/** What a bridge answers to decisions. */
final class Decisions {

    private static final int CONFLICT = 409;

    private Decisions() {}

    /**
     * Sends the decision, and returns the suggestion as it is then.
     *
     * @throws CommandFailure if the suggestion can't take that decision
     */
    static JsonNode send(BridgeClient bridge, String fullId, String decision, JsonNode body) {
        try {
            return bridge.decide("/optimize/suggestions/" + QueryString.encoded(fullId) + "/" + decision, body)
                    .path("suggestion");
        } catch (ClientException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.ERROR,
                    words(e.detail()) + "; to see its history: lightning suggestions show " + ShortId.of(fullId));
        }
    }

    /** The bridge's sentence as the middle of one, with the statuses as people write them. */
    private static String words(String detail) {
        String sentence = ShortId.within(detail.replaceAll("(in|rolled)_(experiment|back)", "$1 $2"));
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1).replaceFirst("\\.$", "");
    }

    /** The experiment that tries the suggestion now; a missing node if none does. */
    static JsonNode underWay(BridgeClient bridge, String fullId) {
        JsonNode[] found = {MissingNode.getInstance()};
        new Pages(bridge, "/optimize/experiments", "experiments", Map.of()).each(Integer.MAX_VALUE, one -> {
            boolean tries = false;
            for (JsonNode tried : one.path("suggestions")) {
                tries |= tried.asText().equals(fullId);
            }
            if (tries && (one.path("status").asText().equals("running") || isPaused(one))) {
                found[0] = one;
            }
            return found[0].isMissingNode();
        });
        return found[0];
    }

    static boolean isPaused(JsonNode experiment) {
        return experiment.path("status").asText().equals("paused");
    }
}
