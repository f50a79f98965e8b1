package ai.openclaw.lightning;

import ai.openclaw.lightning.storage.sqlite.NativeLibrary;
import ai.openclaw.lightning.storage.sqlite.copy.Copies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The database that OpenClaw keeps of an agent; not the bridge's own, and only read. */
public final class AgentDatabase {

    private AgentDatabase() {}

    /** Reads its transcripts; how many entries could not be read, because they are compressed. Blocking. */
    public static long transcripts(Path database, Path cache, Consumer<String> entry) throws IOException {
        NativeLibrary.unpackTo(cache);
        return Copies.transcripts(database, entry);
    }
}
