package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.TeamSection.Share;
import ai.openclaw.lightning.masking.MaskingRules;
import java.util.List;
import java.util.Set;

/** Settings of personal bridges in a team. */
final class Members {

    private Members() {}

    /** Of one that takes the team's rules and shares nothing; the team's bridge is on this machine. */
    static TeamSettings thatTakes(int port, Home home) {
        return new TeamSettings(
                "http://127.0.0.1:" + port,
                new Secret("k"),
                Share.OFF,
                new SharedAgents(List.of()),
                Set.of(),
                MaskingRules.BUILT_IN,
                TeamFiles.of(home));
    }
}
