package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.config.table.TeamSection.Share;
import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.SharingView;
import ai.openclaw.lightning.sharing.SharingState.Tally;
import ai.openclaw.lightning.storage.Outbox;
import ai.openclaw.lightning.storage.TraceReader;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings closed traces to the team, one after another in the order in which they were closed, and its guidance here. What was not
 * answered stays in the outbox, so a restart or a team that is away for weeks costs nothing but time. Nobody waits for it: it
 * reads what was committed, on a thread of its own.
 */
public final class TeamVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(TeamVerticle.class);

    private static final int NOTES_MAX = 50;
    private static final long LOOK_MS = 1_000;
    private static final long GUIDANCE_MS = 15_000;
    private static final long COUNT_MS = 5_000;

    /** Counting takes at most a hundredth of the time, however much waits. */
    private static final long COUNT_REST = 100;

    private static final long BACKOFF_MS = 1_000;
    private static final int DOUBLINGS_MAX = 8;

    private final TeamSettings settings;
    private final TraceReader reader;
    private final Outbox outbox;
    private final Bus bus;
    private final LongSupplier clock;
    private final GuidanceCopy copy;

    private TeamClient client;
    private TraceSharing sharing;

    private volatile SharingState state;

    /** Traces that are deleted, and whose notes are still to come. */
    private volatile long deleted;

    private boolean joined;
    private int failures;
    private long due;
    private long guidanceDue;
    private volatile boolean stopping;

    /** @param clock epoch milliseconds */
    public TeamVerticle(TeamSettings settings, TraceReader reader, Outbox outbox, Bus bus, LongSupplier clock) {
        this.settings = settings;
        this.reader = reader;
        this.outbox = outbox;
        this.bus = bus;
        this.clock = clock;
        this.copy = new GuidanceCopy(settings.files().guidance(), settings.rulesOff());
    }

    /** What agents are told: the team's rules, then these. Any thread may call it. */
    public ActiveGuidance told(ActiveGuidance own) {
        return copy.told(own);
    }

    @Override
    public Future<?> start() throws IOException {
        client = new TeamClient(vertx, settings);
        sharing = new TraceSharing(reader, client, settings);
        guidanceDue = System.nanoTime();
        SharingState kept = SharingState.read(settings.files().state());
        joined = kept != null;
        Files.deleteIfExists(settings.files().left());
        state = joined ? kept : SharingState.fresh();
        if (joined) {
            copy.load(state.salt());
        }
        after(1);
        if (settings.share() != Share.OFF) {
            count();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        if (joined) {
            save(state);
        }
        return client.close();
    }

    /** How far it is; null before the start, and after somebody has left. Any thread may call it. */
    public SharingView view() {
        SharingState now = state;
        return now == null ? null : now.view(settings, deleted);
    }

    /** Counts what waits, also while the team is away: retention may delete it meanwhile. */
    private void count() {
        long began = System.nanoTime();
        outbox.noted()
                .map(noted -> {
                    long waiting = 0;
                    long gone = 0;
                    for (Outbox.Noted one : noted) {
                        long shared = settings.agents().include(one.agentId()) ? one.traces() : 0;
                        gone += one.deleted() ? shared : 0;
                        waiting += one.deleted() ? 0 : shared;
                    }
                    if (!stopping) {
                        deleted = gone;
                        state = state.waiting(waiting);
                    }
                    return null;
                })
                .otherwise(failure -> null) // the next round meets it too, and says so
                .map(counted -> {
                    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    if (!stopping) {
                        vertx.setTimer(Math.max(COUNT_MS, COUNT_REST * took), timer -> count());
                    }
                    return null;
                });
    }

    private void after(long ms) {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        turnIn(ms);
    }

    private void turnIn(long ms) {
        if (!stopping) {
            vertx.setTimer(Math.min(ms, LOOK_MS), timer -> turn());
        }
    }

    /** However long it has to wait for the team, it hears at once that somebody has left. */
    private void turn() {
        long early = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
        if (Files.exists(settings.files().left())) {
            leave();
        } else if (early > 0) {
            turnIn(early);
        } else {
            round();
        }
    }

    private void leave() {
        LOG.info("left the team: nothing is shared any more");
        stopping = true;
        joined = false;
        copy.forget();
        state = null;
    }

    private void round() {
        joined().compose(here -> guidance())
                .compose(told -> share())
                .map(more -> {
                    failures = 0;
                    after(more ? 1 : LOOK_MS);
                    return null;
                })
                .otherwise(failure -> {
                    failed(failure);
                    return null;
                });
    }

    /** What was closed before a person joined is nobody's business but theirs. */
    private Future<?> joined() {
        return joined
                ? Future.succeededFuture()
                : bus.forget(Long.MAX_VALUE).map(forgotten -> {
                    save(state);
                    joined = true;
                    return null;
                });
    }

    private void failed(Throwable failure) {
        String why = failure instanceof TeamRefusal refusal
                ? refusal.getMessage()
                : "the team's bridge can't be reached: " + failure.getClass().getSimpleName();
        if (failures == 0) {
            LOG.warn("sharing with the team waits: {}", why);
        }
        if (joined && !why.equals(state.problem())) {
            save(state.failing(why));
        }
        long usual = BACKOFF_MS << Math.min(failures++, DOUBLINGS_MAX);
        long asked = failure instanceof TeamRefusal refusal ? refusal.retryAfterMs() : 0;
        after(Math.max(usual, asked) + ThreadLocalRandom.current().nextLong(usual));
    }

    private void save(SharingState now) {
        state = now;
        try {
            now.write(settings.files().state());
        } catch (IOException e) {
            LOG.warn("{} can't be written", settings.files().state(), e);
        }
    }

    private Future<?> guidance() {
        if (System.nanoTime() - guidanceDue < 0) {
            return Future.succeededFuture();
        }
        return copy.refresh(client, state.salt()).map(asked -> {
            guidanceDue = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GUIDANCE_MS);
            return null;
        });
    }

    /** Whether there may be more. */
    private Future<Boolean> share() {
        return settings.share() == Share.OFF
                ? Future.succeededFuture(false)
                : outbox.next(NOTES_MAX).compose(this::share);
    }

    private Future<Boolean> share(List<Outbox.Note> notes) {
        if (notes.isEmpty()) {
            if (state.waiting() > 0 || state.problem() != null) {
                save(state.and(new Tally(), clock.getAsLong()).waiting(0));
            }
            return Future.succeededFuture(false);
        }
        return sharing.share(notes, state.salt())
                .compose(tally -> bus.forget(notes.get(notes.size() - 1).id()).map(forgotten -> {
                    save(state.and(tally, clock.getAsLong()));
                    deleted = Math.max(0, deleted - tally.lost);
                    return true;
                }));
    }
}
