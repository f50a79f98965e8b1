package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.config.table.TeamSection.Share;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.TraceDetail;
import ai.openclaw.lightning.model.TraceDetail.CallsCursor;
import ai.openclaw.lightning.model.TraceDetail.RewardsCursor;
import ai.openclaw.lightning.sharing.SharingState.Tally;
import ai.openclaw.lightning.storage.Outbox;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends traces to the team, one after another, page by page. */
final class TraceSharing {

    private static final RewardsCursor NO_REWARDS = new RewardsCursor(Long.MAX_VALUE, Long.MAX_VALUE);

    private final TraceReader reader;
    private final TeamClient client;
    private final SharedAgents agents;
    private final SharedTrace.SharedContent content;

    TraceSharing(TraceReader reader, TeamClient client, TeamSettings settings) {
        this.reader = reader;
        this.client = client;
        this.agents = settings.agents();
        this.content =
                settings.share() == Share.FULL ? new FullContent(new Masker(settings.masking())) : new MetadataOnly();
    }

    /** Completes when all of them are answered; fails at the first that has to be sent again later. */
    Future<Tally> share(List<Outbox.Note> notes, String salt) {
        Map<String, Outbox.Note> latest = new LinkedHashMap<>();
        notes.forEach(note -> latest.put(note.traceId(), note));
        Tally tally = new Tally();
        Future<Void> shared = Future.succeededFuture();
        for (Outbox.Note note : latest.values()) {
            SharedTrace trace = new SharedTrace(salt, content);
            shared = shared.compose(before -> share(trace, note, CallsCursor.START, RewardsCursor.START, true, tally));
        }
        return shared.map(all -> tally);
    }

    /** Shares a page of a trace, and then the next. */
    private Future<Void> share(
            SharedTrace trace, Outbox.Note note, CallsCursor calls, RewardsCursor rewards, boolean first, Tally tally) {
        return reader.trace(note.traceId(), calls, rewards).compose(found -> {
            TraceDetail page = found.orElse(null);
            if (page == null) {
                tally.lost += first && agents.include(note.agentId()) ? 1 : 0;
                return Future.succeededFuture();
            }
            if (!agents.include(page.trace().agentId())) {
                return Future.succeededFuture();
            }
            boolean last = page.nextCalls() == null && page.nextRewards() == null;
            Future<Void> sent = Future.succeededFuture();
            for (Buffer body : trace.bodies(page, first, last)) {
                sent = sent.compose(before -> send(body, tally));
            }
            return sent.compose(done -> {
                tally.traces += last ? 1 : 0;
                return last
                        ? Future.succeededFuture()
                        : share(
                                trace,
                                note,
                                page.nextCalls() == null ? CallsCursor.END : page.nextCalls(),
                                page.nextRewards() == null ? NO_REWARDS : page.nextRewards(),
                                false,
                                tally);
            });
        });
    }

    /** What the team's bridge will never take must not keep it from what comes after. */
    private Future<Void> send(Buffer body, Tally tally) {
        return client.post("/v1/events", body).map(reply -> {
            switch (reply.status()) {
                case 200 -> tally.refused += rejected(reply.body()) > 0 ? 1 : 0;
                case 400, 413 -> tally.refused++;
                default -> throw new TeamRefusal(reply);
            }
            return null;
        });
    }

    private static int rejected(Buffer answer) {
        try {
            return SharingJson.MAPPER
                    .readTree(answer.getBytes())
                    .path("rejected")
                    .size();
        } catch (IOException noJson) {
            return 0;
        }
    }
}
