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
 * @param agents whose traces are shared; all of them where it is empty
 * @param rulesOff ids of rules of the team that nobody is told here
 * @param masking what is masked once more before anything leaves
 */
public record TeamSettings(
        String url,
        Secret key,
        Share share,
        Set<String> agents,
        Set<String> rulesOff,
        MaskingRules masking,
        TeamFiles files) {

    public TeamSettings {
        agents = Set.copyOf(agents);
        rulesOff = Set.copyOf(rulesOff);
    }
}
