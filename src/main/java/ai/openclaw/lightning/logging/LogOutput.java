package ai.openclaw.lightning.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.event.Level;

/** Where lines go. Safe for any thread; a line is written in one piece. */
final class LogOutput {

    private final LineFormat format;
    private LogFile file;
    private boolean fileOnly;

    LogOutput(LineFormat format) {
        this.format = format;
    }

    /** From now on lines go to this file too; null for none. */
    synchronized void file(LogFile file) {
        this.file = file;
    }

    /** From now on lines go to the file only, for as long as it can be written. */
    synchronized void leaveStandardError() {
        this.fileOnly = true;
    }

    synchronized void write(Level level, String logger, String message, Throwable failure) {
        Instant now = Instant.now();
        if (file == null || !fileOnly) {
            byte[] line = format.line(now, level, logger, message, failure).getBytes(StandardCharsets.UTF_8);
            System.err.write(line, 0, line.length);
            System.err.flush();
        }
        if (file != null) {
            writeToFile(LineFormat.TIMED.line(now, level, logger, message, failure));
        }
    }

    /** A full disk must not take the bridge down: the lines go on to stderr, without the file. */
    private void writeToFile(String line) {
        try {
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LogFile failed = file;
            file = null;
            write(Level.ERROR, "Logging", failed + " can't be written, no longer used", e);
        }
    }
}
