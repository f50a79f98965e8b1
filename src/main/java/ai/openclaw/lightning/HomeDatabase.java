package ai.openclaw.lightning;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.storage.TraceSink;
import ai.openclaw.lightning.storage.sqlite.Cleanup;
import ai.openclaw.lightning.storage.sqlite.NativeLibrary;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What commands do with a home's database by themselves, beside {@link Bridge} the other place that knows which storage
 * there is. All of it blocks. Failures are {@link IOException} or
 * {@link ai.openclaw.lightning.model.BridgeException}, each with a sentence for people.
 */
public final class HomeDatabase {

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
    public Count deleteReceivedBefore(long epochMs, Progress progress) throws IOException {
        long expected = receivedBefore(epochMs).traces();
        Cleanup.Deleted deleted = Cleanup.run(home.database(), epochMs, expected, progress);
        return new Count(deleted.traces(), deleted.toolCalls());
    }

    /**
     * Reads the transcripts that OpenClaw keeps in a database of its own; how many entries could not be read, because they
     * are compressed.
     */
    public static long transcripts(Path agentDatabase, Path cache, Consumer<String> entry) throws IOException {
        NativeLibrary.unpackTo(cache);
        return Copies.transcripts(agentDatabase, entry);
    }
}
