package ai.openclaw.lightning.config;

import java.nio.file.Path;

/**
 * What a bridge that shares with a team keeps of that in its home.
 *
 * @param state what was shared so far
 * @param guidance what the team told last
 * @param left there once somebody has left the team while the bridge runs
 */
public record TeamFiles(Path state, Path guidance, Path left) {

    /** Those of that home. */
    public static TeamFiles of(Home home) {
        return new TeamFiles(
                home.storage().resolve("team.json"),
                home.storage().resolve("team-guidance.json"),
                home.storage().resolve("team-left"));
    }
}
