package ai.openclaw.lightning.logging;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** The loggers by name, and the level they share. Safe for any thread. */
final class LineLoggers implements ILoggerFactory {

    private static final String OWN = "ai.openclaw.";

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final LogOutput output;
    private volatile Level level = Level.INFO;

    LineLoggers(LogOutput output) {
        this.output = output;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, unknown -> new LineLogger(this, unknown));
    }

    void level(Level least) {
        this.level = least;
    }

    LogOutput output() {
        return output;
    }

    /** Libraries never log less than warnings: Netty alone has hundreds of debug lines at start. */
    boolean isEnabled(String logger, Level asked) {
        Level least = logger.startsWith(OWN) || level.toInt() > Level.WARN.toInt() ? level : Level.WARN;
        return asked.toInt() >= least.toInt();
    }
}
