package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.SharingWords;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.doctor.CheckResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Checks whether the bridge gets on with its team. */
final class SharingCheck {

    private SharingCheck() {}

    static CheckResult of(Config config, Optional<BridgeClient> bridge) {
        String url = config.get(TeamSection.URL);
        if (url.isEmpty()) {
            return CheckResult.ok("sharing", "no team");
        }
        JsonNode sharing = bridge.map(SharingCheck::told).orElseGet(MissingNode::getInstance);
        if (!sharing.isObject()) {
            return bridge.isEmpty()
                    ? CheckResult.ok("sharing", "with " + url + ", once the bridge runs")
                    : CheckResult.warning(
                            "sharing", "the bridge does not share with " + url + " yet", "lightning restart");
        }
        String sentence = SharingWords.sentence(sharing);
        return sharing.hasNonNull("problem")
                ? CheckResult.warning(
                        "sharing",
                        sharing.path("problem").asText() + "; " + sentence,
                        "lightning team status; it tries again by itself; to use a new key: lightning team join")
                : CheckResult.ok("sharing", sentence);
    }

    private static JsonNode told(BridgeClient bridge) {
        try {
            return bridge.getAnyStatus("/stats").body().path("sharing");
        } catch (ClientException e) {
            return MissingNode.getInstance(); // the check of the bridge reports that
        }
    }
}
