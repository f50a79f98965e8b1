package ai.openclaw.lightning.logging;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One SLF4J logger. */
final class LineLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient LineLoggers loggers;

    LineLogger(LineLoggers loggers, String name) {
        this.loggers = loggers;
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return loggers.isEnabled(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return loggers.isEnabled(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return loggers.isEnabled(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return loggers.isEnabled(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return loggers.isEnabled(name, Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null; // lines don't name the calling method
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        loggers.output().write(level, name.substring(name.lastIndexOf('.') + 1), message, failure);
    }
}
