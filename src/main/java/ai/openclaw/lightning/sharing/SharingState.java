package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.model.SharingView;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What was shared so far. {@code lightning team status} reads the file while the bridge does not run.
 *
 * @param salt of the names under which the team knows this machine's sessions and tasks
 * @param traces shared
 * @param lost traces that retention deleted before they could be shared
 * @param refused traces, or parts of them, that the team's bridge refused for good
 * @param at when something was shared last; 0 before that
 * @param waiting traces that are still to be shared, as they were counted last
 * @param problem why sharing does not go on; null while it does
 */
record SharingState(String salt, long traces, long lost, long refused, long at, long waiting, String problem) {

    /** Of a bridge that has just joined: what came before stays here. */
    static SharingState fresh() {
        return new SharingState(Secret.random().reveal(), 0, 0, 0, 0, 0, null);
    }

    /** Null where none is kept, or one that nobody can read. */
    static SharingState read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            JsonNode json = SharingJson.MAPPER.readTree(Files.readString(file));
            String salt = json.path("salt").asText("");
            return salt.isEmpty()
                    ? null
                    : new SharingState(
                            salt,
                            json.path("shared_traces").asLong(),
                            json.path("lost_traces").asLong(),
                            json.path("refused_requests").asLong(),
                            json.path("last_shared_at").asLong(),
                            json.path("waiting_traces").asLong(),
                            json.path("problem").textValue());
        } catch (IOException damaged) {
            return null;
        }
    }

    void write(Path file) throws IOException {
        Home.write(
                file,
                SharingJson.MAPPER
                                .createObjectNode()
                                .put("salt", salt)
                                .put("shared_traces", traces)
                                .put("lost_traces", lost)
                                .put("refused_requests", refused)
                                .put("last_shared_at", at == 0 ? null : at)
                                .put("waiting_traces", waiting)
                                .put("problem", problem)
                        + "\n");
    }

    /** After more was shared. */
    SharingState and(Tally more, long now) {
        return new SharingState(
                salt,
                traces + more.traces,
                lost + more.lost,
                refused + more.refused,
                more.traces > 0 ? now : at,
                Math.max(0, waiting - more.traces),
                null);
    }

    /** After the traces that wait were counted. */
    SharingState waiting(long now) {
        return new SharingState(salt, traces, lost, refused, at, now, problem);
    }

    /** @param deleted traces that were lost besides those that are counted already */
    SharingView view(TeamSettings settings, long deleted) {
        return new SharingView(
                settings.url(),
                settings.share().name().toLowerCase(Locale.ROOT),
                traces,
                waiting,
                lost + deleted,
                refused,
                at == 0 ? null : at,
                problem);
    }

    /** While it does not go on. */
    SharingState failing(String why) {
        return new SharingState(salt, traces, lost, refused, at, waiting, why);
    }

    /** What one round did; it counts once all of it is done. */
    static final class Tally {
        long traces;
        long lost;
        long refused;
    }
}
