package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Passes on one file's events, and skips those that an import which broke off has stored. For one thread. */
final class ResumingSink implements EventSink {

    private static final long SAVE_INTERVAL_NS = 1_000_000_000L;

    private final EventSender sender;
    private final Path file;
    private final ResumePoints resumePoints;
    private final long skipped;
    private final Runnable onBatch;
    private long ended;
    private String lastEnded;
    private ResumePoints.Point stored;
    private long savedAt = System.nanoTime();

    /**
     * @param skipped how many traces are stored
     * @param onBatch is called when a batch was sent
     */
    ResumingSink(EventSender sender, Path file, ResumePoints resumePoints, long skipped, Runnable onBatch) {
        this.sender = sender;
        this.file = file;
        this.resumePoints = resumePoints;
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
    public void known(String type) {
        sender.counts().stored(type, false);
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

    private void savePoint() throws IOException {
        if (stored != null) {
            resumePoints.set(file, stored);
        }
        savedAt = System.nanoTime();
    }

    /** There is no more of the file. Files whose traces are not told apart share a batch with the next one. */
    void end() throws IOException {
        try {
            if (ended > 0) {
                sender.flush();
            }
        } finally {
            savePoint();
        }
    }
}
