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

    private static final long MARK_EVERY_NS = 1_000_000_000L;
    private static final int OK = 200;

    private final BridgeClient client;
    private final ImportMarks marks;
    private final Consumer<Reached> progress;
    private final EventBatches batches;

    /** What was sent and is stored, and what was refused; {@code firstRejection} is null when nothing was. */
    public record Counts(long traces, long toolCalls, long rewards, long rejected, String firstRejection) {}

    /** How far it is: bytes of the present file or folder. */
    public record Reached(Counts counts, long bytesRead, long bytesTotal) {}

    /** Takes the lines of transcripts that are not in files. */
    public interface Lines {
        void read(Consumer<String> line) throws IOException;
    }

    /** {@code progress} is told after each batch. */
    public Importer(BridgeClient client, ImportMarks marks, Consumer<Reached> progress) {
        this.client = client;
        this.marks = marks;
        this.progress = progress;
        this.batches = new EventBatches(client);
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
            importFile(path, new Share(0, Files.size(path)));
            return Optional.empty();
        }
        TranscriptFolder folder = TranscriptFolder.of(path);
        long total = 0;
        for (Path file : folder.transcripts()) {
            total += Files.size(file);
        }
        long before = 0;
        for (Path file : folder.transcripts()) {
            importFile(file, new Share(before, total));
            before += Files.size(file);
        }
        return folder.compressed() == 0
                ? Optional.empty()
                : Optional.of(
                        folder.compressed() + " compressed transcripts were left out: unpack them first (zstd -d)");
    }

    /** Bytes of other files before this one, and of all. */
    private record Share(long before, long total) {}

    /** Imports transcripts that are kept elsewhere than in files. */
    public void importTranscripts(String agentId, Lines lines) throws IOException {
        Sending sending = new Sending(null, 0, () -> progress.accept(new Reached(batches.counts(), 0, 0)));
        Transcript transcript = new Transcript(agentId, Map.of(), sending);
        lines.read(transcript::line);
        transcript.finish();
        batches.flush();
    }

    private void importFile(Path file, Share share) throws IOException {
        long skipped = skipped(file);
        try (SourceFile source = new SourceFile(file);
                JsonParser parser = source.parser()) {
            Sending sending = new Sending(
                    file,
                    skipped,
                    () -> progress.accept(
                            new Reached(batches.counts(), share.before() + source.bytesRead(), share.total())));
            try {
                read(file, source.format(), parser, sending);
            } catch (JsonProcessingException e) {
                throw new IOException(
                        "line " + e.getLocation().getLineNr() + ": this is not JSON, or not all of it", e);
            } finally {
                try {
                    batches.flush();
                } finally {
                    sending.mark();
                }
            }
        } catch (IOException e) {
            String said = String.valueOf(e.getMessage());
            throw said.startsWith(file.toString()) ? e : new IOException(file + ": " + said, e);
        }
        marks.clear(file);
    }

    private static void read(Path file, SourceFile.Format format, JsonParser parser, Sending sending)
            throws IOException {
        switch (format) {
            case EXPORT -> ExportedTraces.read(parser, sending);
            case TRANSCRIPT -> {
                Path folder = file.toAbsolutePath().getParent();
                new Transcript(TranscriptFolder.agentOf(folder), TranscriptFolder.sessionKeys(folder), sending)
                        .read(parser);
            }
            case RECORDINGS ->
                RecordingReader.read(file, parser, recording -> {
                    List<ObjectNode> events = recording.events();
                    events.forEach(sending::event);
                    sending.traceEnd(recording.traceId());
                });
        }
    }

    /** Traces that an import of this file stored before it broke off, if the bridge still has the last of them. */
    private long skipped(Path file) throws IOException {
        Optional<ImportMarks.Mark> mark = marks.of(file);
        return mark.isPresent()
                        && client.ask("/traces/" + mark.get().lastTraceId()).status() == OK
                ? mark.get().traces()
                : 0;
    }

    /** Everything up to now. */
    public Counts counts() {
        return batches.counts();
    }

    /** The way of one file's events: past those that are stored already. */
    private final class Sending implements EventSink {

        private final Path file;
        private final long skipped;
        private final Runnable reached;
        private long ended;
        private String lastEnded;
        private ImportMarks.Mark stored;
        private long marked = System.nanoTime();

        /** @param file null where there is nothing to mark */
        Sending(Path file, long skipped, Runnable reached) {
            this.file = file;
            this.skipped = skipped;
            this.reached = reached;
        }

        @Override
        public void event(ObjectNode event) {
            if (ended >= skipped && batches.add(event)) {
                stored = ended > 0 ? new ImportMarks.Mark(ended, lastEnded) : null;
                reached.run();
                if (System.nanoTime() - marked > MARK_EVERY_NS) {
                    markOrGoOn();
                }
            }
        }

        @Override
        public void traceEnd(String traceId) {
            ended++;
            lastEnded = traceId;
        }

        private void markOrGoOn() {
            try {
                mark();
            } catch (IOException e) {
                marked = System.nanoTime(); // an import without marks is as good, it only can't be resumed
            }
        }

        void mark() throws IOException {
            if (file != null && stored != null) {
                marks.set(file, stored);
            }
            marked = System.nanoTime();
        }
    }
}
