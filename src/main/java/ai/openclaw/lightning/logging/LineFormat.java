package ai.openclaw.lightning.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.event.Level;

/**
 * How an event becomes one line. Control characters are taken out, so that no text can forge a line or speak to a
 * terminal; a stack trace is shortened and put behind the message.
 */
enum LineFormat {
    /** For terminals and files: time, level, logger, message. */
    TIMED,
    /** For systemd's journal, which has the time itself and reads the priority from {@code <n>}. */
    JOURNAL;

    private static final int LINE_CHARS_MAX = 8_192;
    private static final int FRAMES_MAX = 12;
    private static final int CAUSES_MAX = 4;

    /** JOURNAL when stderr is connected to the journal; the variable alone may be inherited from elsewhere. */
    static LineFormat forStandardError() {
        String stream = System.getenv("JOURNAL_STREAM");
        if (stream == null) {
            return TIMED;
        }
        try {
            Path stderr = Path.of("/proc/self/fd/2");
            String actual = Files.getAttribute(stderr, "unix:dev") + ":" + Files.getAttribute(stderr, "unix:ino");
            return stream.equals(actual) ? JOURNAL : TIMED;
        } catch (IOException | RuntimeException e) {
            return TIMED; // not Linux: no journal either
        }
    }

    String line(Instant time, Level level, String logger, String message, Throwable failure) {
        StringBuilder line = new StringBuilder(128);
        if (this == TIMED) {
            line.append(time.truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(level)
                    .append(' ');
        } else {
            line.append('<').append(priority(level)).append('>').append(level).append(' ');
        }
        line.append(logger).append(": ").append(message);
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            line.append(i == 0 ? " | " : " | caused by ").append(cause);
            addFrames(line, cause.getStackTrace());
            cause = cause.getCause();
        }
        return oneLine(line);
    }

    private static void addFrames(StringBuilder line, StackTraceElement[] frames) {
        for (int i = 0; i < Math.min(FRAMES_MAX, frames.length); i++) {
            StackTraceElement frame = frames[i];
            line.append(i == 0 ? " at " : " < ")
                    .append(frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1))
                    .append('.')
                    .append(frame.getMethodName())
                    .append(':')
                    .append(frame.getLineNumber());
        }
    }

    private static String oneLine(StringBuilder line) {
        line.setLength(Math.min(line.length(), LINE_CHARS_MAX));
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.append('\n').toString();
    }

    /** The syslog priority. */
    private static int priority(Level level) {
        return switch (level) {
            case ERROR -> 3;
            case WARN -> 4;
            case INFO -> 6;
            case DEBUG, TRACE -> 7;
        };
    }
}
