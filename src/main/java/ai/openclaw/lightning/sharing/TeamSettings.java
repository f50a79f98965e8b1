package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.TeamSection.Share;
import ai.openclaw.lightning.masking.MaskingRules;
import java.util.Set;

/**
 * With whom is shared, and what.
 *
 * @param url without a slash at the end
 * @param agents whose traces are shared
 * @param rulesOff ids of rules of the team that nobody is told here
 * @param masking what is masked once more before anything leaves
 */
public record TeamSettings(
        String url,
        Secret key,
        Share share,
        SharedAgents agents,
        Set<String> rulesOff,
        MaskingRules masking,
        TeamFiles files) {

    public TeamSettings {
        rulesOff = Set.copyOf(rulesOff);
    }
}
