package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends the content of files to a bridge, in constant memory. Every event carries an id derived from its content, so
 * importing again changes nothing. What can't be read is named and counted, and everything else is imported. For one
 * thread.
 */
public final class Importer {

    private static final int OK = 200;

    private final BridgeClient client;
    private final ResumePoints resumePoints;
    private final Consumer<Progress> progress;
    private final EventSender sender;
    private final Findings findings;
    private final Map<Path, SessionList> sessionLists = new HashMap<>();
    private final SessionFiles sessionFiles = new SessionFiles();

    /** The progress, in bytes of the current file or folder. */
    public record Progress(ImportCounts counts, long bytesRead, long bytesTotal) {}

    /** Reads the entries of a database, and tells how many of them are compressed. */
    public interface StoredEntries {
        long read(Consumer<String> entry) throws IOException;
    }

    /** {@code progress} is told after each batch; {@code listener} gets what a person should know, in words. */
    public Importer(
            BridgeClient client, ResumePoints resumePoints, Consumer<Progress> progress, Consumer<String> listener) {
        this.client = client;
        this.resumePoints = resumePoints;
        this.progress = progress;
        this.findings = new Findings(listener);
        this.sender = new EventSender(client);
    }

    /**
     * Imports a file, or a folder of transcripts. When it returns, every event is stored or refused.
     *
     * @throws ai.openclaw.lightning.client.ClientException when the bridge can't be asked
     */
    public void importPath(Path path) {
        try {
            if (Files.isDirectory(path)) {
                importFolder(path);
            } else {
                importFile(path, 0, Files.size(path));
            }
        } catch (IOException e) {
            findings.fault(path, reason(e));
        }
        sender.flush();
    }

    private void importFolder(Path path) throws IOException {
        TranscriptFolder folder = TranscriptFolder.of(path, findings);
        long before = 0;
        for (Path file : folder.transcripts()) {
            try {
                importFile(file, before, folder.bytes());
                before += Files.size(file);
            } catch (IOException e) {
                findings.fault(file, reason(e));
            }
        }
        if (!folder.packed().isEmpty()) {
            findings.faults(path, folder.packed().size(), folder.packedWords());
        }
    }

    private void importFile(Path file, long bytesBefore, long bytesTotal) throws IOException {
        findings.in(file);
        try (SourceFile source = new SourceFile(file)) {
            ResumingSink sink = new ResumingSink(
                    sender,
                    file,
                    resumePoints,
                    skipped(file),
                    () -> progress.accept(new Progress(sender.counts(), bytesBefore + source.bytesRead(), bytesTotal)));
            try {
                Transcript transcript = new FileReading(
                                file, transcripts(file, sink), sink, id -> new StoredTrace(client, id), findings)
                        .run(new Lines(source.text(), findings));
                if (transcript != null) {
                    end(transcript, file, writtenAt(file));
                }
            } finally {
                sink.end();
            }
            if (source.tear() != null) {
                findings.whole(source.tear());
            }
        }
        resumePoints.clear(file);
        findings.in(null);
    }

    private List<Transcript> transcripts(Path file, EventSink sink) {
        Path folder = file.toAbsolutePath().getParent();
        String name = Forks.baseName(file.toString());
        ParentTurns parents = sessionFiles.around(file);
        return List.of(
                new OpenClaw(
                        TranscriptFolder.agentOf(folder),
                        sessionLists.computeIfAbsent(folder, unknown -> SessionList.of(unknown, findings)),
                        parents,
                        new Forks(folder),
                        name,
                        sink),
                new ClaudeCode(parents, sink),
                new Codex(name, parents, sink));
    }

    /** Nobody writes to the file of a session that was packed, reset or deleted. */
    private static long writtenAt(Path file) throws IOException {
        boolean archived = !file.toString().endsWith(".jsonl");
        return archived ? 1 : Files.getLastModifiedTime(file).toMillis();
    }

    private void end(Transcript transcript, Path file, long writtenAt) {
        int running = transcript.end(writtenAt);
        if (running > 0) {
            String which = running == 1 ? "a turn still runs; its rest" : running + " turns still run; their rest";
            findings.note(file, which + " comes with the next import");
        }
        int withoutPrompt = transcript.withoutPrompt();
        if (withoutPrompt > 0) {
            String which = withoutPrompt == 1 ? "a turn has no prompt" : withoutPrompt + " turns have no prompt";
            findings.note(file, which + ", as its line is lost or in another file; the rest is imported");
        }
    }

    /** Imports OpenClaw's transcripts that are in a database. */
    public void importDatabase(Path database, String agentId, StoredEntries entries) {
        findings.in(database);
        Transcript transcript =
                new OpenClaw(agentId, SessionList.empty(), ParentTurns.NONE, new Forks(null), "", event -> {
                    if (sender.add(event)) {
                        progress.accept(new Progress(sender.counts(), 0, 0));
                    }
                });
        long[] number = {0};
        try {
            long compressed = entries.read(text -> {
                number[0]++;
                try {
                    transcript.entry(ImportJson.whole(text));
                } catch (IOException notJson) {
                    findings.line(number[0], "is not an entry: not JSON, or cut off");
                    transcript.lost();
                }
            });
            if (compressed > 0) {
                findings.faults(database, compressed, compressed + " entries are compressed and not imported");
            }
        } catch (IOException e) {
            findings.fault(database, reason(e));
        }
        end(transcript, database, 0);
        findings.in(null);
        sender.flush();
    }

    /** The traces that an interrupted import of this file stored, if the bridge still has the last of them. */
    private long skipped(Path file) throws IOException {
        Optional<ResumePoints.Point> point = resumePoints.of(file);
        return point.isPresent()
                        && client.getAnyStatus("/traces/" + point.get().lastTraceId())
                                        .status()
                                == OK
                ? point.get().traces()
                : 0;
    }

    /** Why a file can't be read, for a person. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof FileSystemLoopException) {
            return "is a link to a folder that it is in";
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? "can't be read (" + failure.getClass().getSimpleName() + ")" : reason;
    }

    /** The counts so far. */
    public ImportCounts counts() {
        return sender.counts();
    }

    /** How many lines and files could not be read so far. */
    public long unread() {
        return findings.unread();
    }
}
