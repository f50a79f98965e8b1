package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends the content of files to a bridge, in constant memory. Every event carries an id derived from its content, so
 * importing again changes nothing. An interrupted import resumes where it stopped. For one thread.
 */
public final class Importer {

    private static final long SAVE_INTERVAL_NS = 1_000_000_000L;
    private static final int OK = 200;

    private final BridgeClient client;
    private final ResumePoints resumePoints;
    private final Consumer<Progress> progress;
    private final EventSender sender;

    /** The counts of stored and rejected events; {@code firstRejection} is null when none was rejected. */
    public record Counts(long traces, long toolCalls, long rewards, long rejected, String firstRejection) {}

    /** The progress, in bytes of the current file or folder. */
    public record Progress(Counts counts, long bytesRead, long bytesTotal) {}

    /** Receives the lines of transcripts that are not in files. */
    public interface Lines {
        void read(Consumer<String> line) throws IOException;
    }

    /** {@code progress} is told after each batch. */
    public Importer(BridgeClient client, ResumePoints resumePoints, Consumer<Progress> progress) {
        this.client = client;
        this.resumePoints = resumePoints;
        this.progress = progress;
        this.sender = new EventSender(client);
    }

    /**
     * Imports a file, or a folder of transcripts. When it returns, every event is stored or rejected.
     *
     * @return notes for a person about skipped files; empty when all were read
     * @throws IOException when something can't be read; what came before it is stored
     * @throws ai.openclaw.lightning.client.ClientException when the bridge can't be asked
     */
    public Optional<String> importPath(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            importFile(path, new ByteRange(0, Files.size(path)));
            return Optional.empty();
        }
        TranscriptFolder folder = TranscriptFolder.of(path);
        long total = 0;
        for (Path file : folder.transcripts()) {
            total += Files.size(file);
        }
        long before = 0;
        for (Path file : folder.transcripts()) {
            importFile(file, new ByteRange(before, total));
            before += Files.size(file);
        }
        return folder.compressed() == 0
                ? Optional.empty()
                : Optional.of(
                        folder.compressed() + " compressed transcripts were skipped; unpack them first (zstd -d)");
    }

    /** The bytes of the files before this one, and of all files. */
    private record ByteRange(long before, long total) {}

    /** Imports transcripts that are not kept in files. */
    public void importTranscripts(String agentId, Lines lines) throws IOException {
        ResumingSink sink = new ResumingSink(null, 0, () -> progress.accept(new Progress(sender.counts(), 0, 0)));
        Transcript transcript = new Transcript(agentId, Map.of(), sink);
        lines.read(transcript::line);
        transcript.finish();
        sender.flush();
    }

    private void importFile(Path file, ByteRange range) throws IOException {
        long skipped = skipped(file);
        try (SourceFile source = new SourceFile(file);
                JsonParser parser = source.parser()) {
            ResumingSink sink = new ResumingSink(
                    file,
                    skipped,
                    () -> progress.accept(
                            new Progress(sender.counts(), range.before() + source.bytesRead(), range.total())));
            try {
                read(file, source.format(), parser, sink);
            } catch (JsonProcessingException e) {
                throw new IOException(
                        "line " + e.getLocation().getLineNr() + ": this is not JSON, or it is incomplete", e);
            } finally {
                try {
                    sender.flush();
                } finally {
                    sink.savePoint();
                }
            }
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file.toString()) ? e : new IOException(file + ": " + message, e);
        }
        resumePoints.clear(file);
    }

    private static void read(Path file, SourceFile.Format format, JsonParser parser, ResumingSink sink)
            throws IOException {
        switch (format) {
            case EXPORT -> ExportedTraces.read(parser, sink);
            case TRANSCRIPT -> {
                Path folder = file.toAbsolutePath().getParent();
                new Transcript(TranscriptFolder.agentOf(folder), TranscriptFolder.sessionKeys(folder), sink)
                        .read(parser);
            }
            case RECORDINGS ->
                RecordingReader.read(file, parser, recording -> {
                    List<ObjectNode> events = recording.events();
                    events.forEach(sink::event);
                    sink.traceEnd(recording.traceId());
                });
        }
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

    /** The counts so far. */
    public Counts counts() {
        return sender.counts();
    }

    /** Passes on one file's events, and skips those that are already stored. */
    private final class ResumingSink implements EventSink {

        private final Path file;
        private final long skipped;
        private final Runnable onBatch;
        private long ended;
        private String lastEnded;
        private ResumePoints.Point stored;
        private long savedAt = System.nanoTime();

        /** @param file null where there is nothing to resume */
        ResumingSink(Path file, long skipped, Runnable onBatch) {
            this.file = file;
            this.skipped = skipped;
            this.onBatch = onBatch;
        }

        @Override
        public void event(ObjectNode event) {
            if (ended >= skipped && sender.add(event)) {
                stored = ended > 0 ? new ResumePoints.Point(ended, lastEnded) : null;
                onBatch.run();
                if (System.nanoTime() - savedAt > SAVE_INTERVAL_NS) {
                    savePointIfPossible();
                }
            }
        }

        @Override
        public void traceEnd(String traceId) {
            ended++;
            lastEnded = traceId;
        }

        private void savePointIfPossible() {
            try {
                savePoint();
            } catch (IOException e) {
                savedAt = System.nanoTime(); // without resume points an import works just as well, but can't be resumed
            }
        }

        void savePoint() throws IOException {
            if (file != null && stored != null) {
                resumePoints.set(file, stored);
            }
            savedAt = System.nanoTime();
        }
    }
}
