package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the team told last. It is in a file too, so agents are told it while the team is away, also after a restart. */
final class GuidanceCopy {

    private static final Logger LOG = LoggerFactory.getLogger(GuidanceCopy.class);

    private final Path file;
    private final Set<String> rulesOff;

    /** Of the answer that is in force; null makes the team send all of it. */
    private String etag;

    private volatile ActiveGuidance team = ActiveGuidance.EMPTY;
    private volatile Merged merged = new Merged(ActiveGuidance.EMPTY, ActiveGuidance.EMPTY, ActiveGuidance.EMPTY);

    private record Merged(ActiveGuidance team, ActiveGuidance own, ActiveGuidance both) {}

    GuidanceCopy(Path file, Set<String> rulesOff) {
        this.file = file;
        this.rulesOff = rulesOff;
    }

    /** The team's rules, then these. Any thread may call it. */
    @SuppressWarnings("ReferenceEquality") // whoever publishes guidance publishes another object; each trace asks
    ActiveGuidance told(ActiveGuidance own) {
        Merged known = merged;
        ActiveGuidance now = team;
        if (known.team() != now || known.own() != own) {
            known = new Merged(now, own, TeamGuidance.merged(now, own));
            merged = known;
        }
        return known.both();
    }

    /** Takes what the file holds. No ETag is kept with it: a later version of this program may read more of the same answer. */
    void load(String salt) throws IOException {
        if (Files.exists(file)) {
            take(Buffer.buffer(Files.readAllBytes(file)), salt);
        }
    }

    /** From now on only what this bridge knows itself is told. */
    void forget() {
        team = ActiveGuidance.EMPTY;
    }

    /** Asks the team, which sends nothing but its status while it tells the same as before. */
    Future<?> refresh(TeamClient client, String salt) {
        return client.get("/team", etag).map(reply -> {
            switch (reply.status()) {
                case 200 -> {
                    ActiveGuidance before = team;
                    if (take(reply.body(), salt)) {
                        etag = reply.etag();
                        keep(reply.body(), before);
                    }
                }
                case 304 -> {} // the same
                default -> throw new TeamRefusal(reply);
            }
            return null;
        });
    }

    /** Whether it could be read. */
    private boolean take(Buffer answer, String salt) {
        try {
            ActiveGuidance now = TeamGuidance.read(
                    SharingJson.MAPPER.readTree(answer.getBytes()).path("guidance"), salt, rulesOff);
            if (!now.equals(team)) {
                team = now;
            }
            return true;
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn(
                    "the team's guidance can't be read: {}",
                    unreadable.getClass().getSimpleName());
            return false;
        }
    }

    private void keep(Buffer answer, ActiveGuidance before) {
        if (before.equals(team)) {
            return; // the first answer after a restart is mostly the one in the file
        }
        try {
            Home.write(file, answer.toString());
        } catch (IOException e) {
            LOG.warn("{} can't be written", file, e);
        }
    }
}
