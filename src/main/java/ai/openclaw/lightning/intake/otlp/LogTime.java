package ai.openclaw.lightning.intake.otlp;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** When a log record says that something happened. */
final class LogTime {

    private LogTime() {}

    /** By the first clock that is set: the record's, the event's, the collector's. */
    static long of(SentRecord log) {
        if (log.startNanos != 0) {
            return log.startMs();
        }
        String event = log.first("event.timestamp");
        if (event != null) {
            try {
                return OffsetDateTime.parse(event).toInstant().toEpochMilli();
            } catch (DateTimeException notTime) {
                return log.endMs();
            }
        }
        return log.endMs();
    }
}
