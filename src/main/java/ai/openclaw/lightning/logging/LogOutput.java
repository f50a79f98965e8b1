package ai.openclaw.lightning.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.event.Level;

/** Where lines go. Safe for any thread; a line is written in one piece. */
final class LogOutput {

    private static final String NAME = "Logging";

    private final LineFormat format;
    private LogFile file;
    private boolean fileOnly;

    /** Whether the last line could not be written to the file. */
    private boolean failing;

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
        boolean inFile = file != null && toFile(LineFormat.TIMED.line(now, level, logger, message, failure));
        if (!inFile || !fileOnly) {
            toStandardError(format.line(now, level, logger, message, failure));
        }
    }

    /**
     * Whether the file has the line. A full disk must not take the bridge down: lines go to standard error until the file
     * can be written again, which each line tries anew.
     */
    private boolean toFile(String line) {
        try {
            if (failing) {
                file.write(bytes(LineFormat.TIMED.line(
                        Instant.now(), Level.WARN, NAME, "lines before this one went to standard error only", null)));
            }
            file.write(bytes(line));
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                String message = file + " can't be written; until it can, lines go to standard error";
                toStandardError(format.line(Instant.now(), Level.ERROR, NAME, message, e));
            }
            return false;
        }
    }

    private static void toStandardError(String line) {
        byte[] bytes = bytes(line);
        System.err.write(bytes, 0, bytes.length);
        System.err.flush();
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
