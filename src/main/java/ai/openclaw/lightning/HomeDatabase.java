package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.storage.Deletion;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.TraceStore;
import ai.openclaw.lightning.storage.sqlite.NativeLibrary;
import ai.openclaw.lightning.storage.sqlite.SqliteSettings;
import ai.openclaw.lightning.storage.sqlite.SqliteStore;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import ai.openclaw.lightning.writer.BridgeClock;
import ai.openclaw.lightning.writer.ClockFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * What commands do with a home's database by themselves, beside {@link Bridge} the other place that knows which storage
 * there is. All of it blocks. Failures are {@link IOException} or
 * {@link ai.openclaw.lightning.model.BridgeException}, each with a sentence for people.
 */
public final class HomeDatabase {

    private static final int BUSY_TIMEOUT_MS = 10_000;

    /** Larger than the bridge's own steps: no write waits for one. */
    private static final int STEP_ROWS = 5_000;

    private static final long STEP_BYTES = 8 << 20;

    private final Home home;

    /** For a home that has a database. */
    public HomeDatabase(Home home) throws IOException {
        if (!Files.exists(home.database()) || Files.size(home.database()) == 0) {
            throw new IOException(home.database() + ": there is no database; name another home with --home");
        }
        this.home = home;
        NativeLibrary.unpackTo(home.cache());
    }

    /** Hands all traces that pass to the sink, while a bridge may go on writing; how many they were. */
    public long export(TraceFilter filter, TraceSink sink, Progress progress) throws IOException {
        return Copies.export(home.database(), filter, sink, progress);
    }

    /** Writes a checked copy as of one moment, while a bridge may go on writing. Replaces what is at that path. */
    public void backup(Path backup, Progress progress) throws IOException {
        Copies.backup(home.database(), backup, progress);
    }

    /**
     * Puts a backup in the place of the database. The home must be locked.
     *
     * @param replacedLabel what the replaced database's name gets at its end
     * @return where the replaced database is now, null when there was none
     */
    public static Path restore(Home home, Path backup, String replacedLabel, Progress progress) throws IOException {
        NativeLibrary.unpackTo(home.cache());
        return Copies.restore(backup, home.database(), replacedLabel, progress);
    }

    /**
     * The bridge's own time, where the machine's clock is too far from it to be believed; empty where the two agree.
     *
     * @param machineMs what the machine's clock says, epoch milliseconds
     */
    public Optional<Instant> timeInsteadOf(long machineMs) throws IOException {
        BridgeClock.State known = new ClockFile(home.clockFile()).load();
        long time = known.isKnown() ? known.time() : Copies.newestReceived(home.database());
        return time == 0 || !BridgeClock.isJump(machineMs - time)
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(time));
    }

    /** From now on the bridge believes that time. The home must be locked. */
    public void trust(long machineMs) {
        new ClockFile(home.clockFile()).save(new BridgeClock.State(machineMs, 0, 0));
    }

    /** Traces, and their tool calls. */
    public record Count(long traces, long toolCalls) {}

    /** What {@link #deleteReceivedBefore} would delete; a bridge may be running. */
    public Count receivedBefore(long epochMs) throws IOException {
        Copies.Count count = Copies.receivedBefore(home.database(), epochMs);
        return new Count(count.traces(), count.toolCalls());
    }

    /**
     * Deletes closed traces that were received before that time, and gives the space back. The home must be locked: a
     * bridge at work knows its traces by heart and would not notice.
     */
    public Count deleteReceivedBefore(long epochMs, Progress progress) throws IOException, InterruptedException {
        long total = receivedBefore(epochMs).traces();
        Vertx vertx = Vertx.vertx();
        TraceStore store = new SqliteStore(vertx, new SqliteSettings(home.database(), false, BUSY_TIMEOUT_MS));
        try {
            await(store.open());
            long traces = 0;
            long toolCalls = 0;
            Deletion deleted = await(store.deleteOldest(epochMs, STEP_ROWS, STEP_BYTES));
            while (!deleted.isNothing()) {
                traces += deleted.figures().traces();
                toolCalls += deleted.figures().toolCalls();
                progress.at(traces, Math.max(total, traces));
                deleted = await(store.deleteOldest(epochMs, STEP_ROWS, STEP_BYTES));
            }
            while (await(store.shrink())) {
                progress.at(traces, traces);
            }
            await(store.optimize());
            return new Count(traces, toolCalls);
        } finally {
            await(store.close());
            await(vertx.close());
        }
    }

    /**
     * Reads the transcripts that OpenClaw keeps in a database of its own; how many entries could not be read, because they
     * are compressed.
     */
    public static long transcripts(Path agentDatabase, Path cache, Consumer<String> entry) throws IOException {
        NativeLibrary.unpackTo(cache);
        return Copies.transcripts(agentDatabase, entry);
    }

    private static <T> T await(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }
}
