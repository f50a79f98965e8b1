package ai.openclaw.lightning.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What commands do with a store by themselves, beside a bridge that works on it or without one. All of it blocks. A failure is
 * an {@link IOException} or a {@link ai.openclaw.lightning.model.BridgeException} with a sentence for people.
 */
public interface StoreCommands {

    /** Where the store is, as a person would say it: a path or an address, without credentials. */
    String place();

    /** What the store takes up; fails where nothing was ever stored. */
    long bytes() throws IOException;

    /**
     * What is wrong with a store, in one sentence.
     *
     * @param fix what to type, or what to do
     */
    record Problem(String sentence, String fix) {}

    /**
     * Looks whether it can be used, and through a file as a whole, which may take as long as it is large. Changes nothing; a
     * bridge may be running. Empty when nothing is wrong, or nothing is stored yet.
     */
    Optional<Problem> problem();

    /**
     * One part of what was looked at.
     *
     * @param part its name, one word
     * @param findings what is wrong, a sentence each; empty when nothing is
     */
    record Checked(String part, List<String> findings) {

        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Looks through all of it, sums against rows included, and changes nothing; a bridge may be running. Fails where nothing
     * was ever stored.
     */
    List<Checked> check() throws IOException;

    /** Mends what {@link #check} finds; what was done, a sentence each. No bridge may be running. */
    List<String> repair() throws IOException;

    /** Hands all traces that pass to the sink, while a bridge may go on writing; how many they were. */
    long export(TraceFilter filter, TraceSink sink, Progress progress) throws IOException;

    /** Writes a checked copy as of one moment, while a bridge may go on writing. Replaces what is at that path. */
    void backup(Path backup, Progress progress) throws IOException;

    /**
     * Puts a backup in the place of what is stored. No bridge may be running.
     *
     * @param replacedLabel what the name of what was replaced gets at its end
     * @return where what was replaced is kept; empty when there was nothing
     */
    Optional<String> restore(Path backup, String replacedLabel, Progress progress) throws IOException;

    /** When the newest trace was received, epoch milliseconds of the bridge's clock; 0 when there is none. */
    long newestReceived() throws IOException;

    /** Traces, and their tool calls. */
    record Count(long traces, long toolCalls) {}

    /**
     * What {@link #deleteReceivedBefore} would delete; a bridge may be running.
     *
     * @param epochMs of the bridge's clock
     */
    Count receivedBefore(long epochMs) throws IOException;

    /** Deletes closed traces that were received before that time, and gives the space back. No bridge may be running. */
    Count deleteReceivedBefore(long epochMs, Progress progress) throws IOException;
}
