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
 * Sends what files hold to a bridge, in constant memory. All that is sent carries ids that follow from it, so importing
 * again changes nothing; an import that broke off goes on where it was. For one thread.
 */
public final class Importer {

    private static final long SAVE_INTERVAL_NS = 1_000_000_000L;
    private static final int OK = 200;

    private final BridgeClient client;
    private final ResumePoints resumePoints;
    private final Consumer<Progress> progress;
    private final EventSender sender;

    /** What was sent and is stored, and what was refused; {@code firstRejection} is null when nothing was. */
    public record Counts(long traces, long toolCalls, long rewards, long rejected, String firstRejection) {}

    /** How far it is: bytes of the present file or folder. */
    public record Progress(Counts counts, long bytesRead, long bytesTotal) {}

    /** Takes the lines of transcripts that are not in files. */
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
     * Imports a file, or a folder of transcripts; when it returns, all of it is stored but for what was rejected.
     *
     * @return what a person should know of files that were left out; empty when all were read
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

    /** Bytes of other files before this one, and of all. */
    private record ByteRange(long before, long total) {}

    /** Imports transcripts that are kept elsewhere than in files. */
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

    /** Traces that an import of this file stored before it broke off, if the bridge still has the last of them. */
    private long skipped(Path file) throws IOException {
        Optional<ResumePoints.Point> point = resumePoints.of(file);
        return point.isPresent()
                        && client.getAnyStatus("/traces/" + point.get().lastTraceId())
                                        .status()
                                == OK
                ? point.get().traces()
                : 0;
    }

    /** Everything up to now. */
    public Counts counts() {
        return sender.counts();
    }

    /** The way of one file's events: past those that are stored already. */
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
                savedAt = System.nanoTime(); // an import without resume points is as good, it only can't be resumed
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
