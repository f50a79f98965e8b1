package ai.openclaw.lightning.logging;

import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.LoggingSection;
import java.io.IOException;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Applies the settings to the loggers of this process. */
public final class Logging {

    private Logging() {}

    /** From now on lines go to the log file only, if there is one: nobody looks at standard error any more. */
    public static void leaveStandardError() {
        if (LoggerFactory.getILoggerFactory() instanceof LineLoggers loggers) {
            loggers.output().leaveStandardError();
        }
    }

    /** Whether standard error is systemd's journal, which nobody reads as it comes. */
    public static boolean isJournal() {
        return LineFormat.forStandardError() == LineFormat.JOURNAL;
    }

    /**
     * Sets the level and opens the file, if one is wanted; to be called once the home is prepared.
     *
     * @throws ConfigException when the file can't be opened
     */
    public static void configure(Config config, Home home) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LineLoggers loggers)) {
            return; // somebody embeds the bridge with a logging of their own
        }
        loggers.level(Level.valueOf(config.get(LoggingSection.LEVEL).name()));
        if (config.get(LoggingSection.FILE_ENABLED)) {
            try {
                loggers.output()
                        .file(new LogFile(
                                home.logFile(),
                                config.get(LoggingSection.FILE_BYTES_MAX),
                                config.get(LoggingSection.FILES_MAX)));
            } catch (IOException e) {
                throw new ConfigException("logging.file_enabled: the log file can't be written: " + IoReason.of(e), e);
            }
        }
    }
}
