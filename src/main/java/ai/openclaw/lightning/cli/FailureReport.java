package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the stack trace of the last unexpected failure, so that it can be reported. */
final class FailureReport {

    private static final int CHARS_MAX = 65_536;

    private FailureReport() {}

    /** Writes to the home's logs, or else to the temporary folder, and returns a sentence that names the file. */
    static String keep(Supplier<Home> home, Throwable failure) {
        try {
            Optional<Path> logs = logs(home);
            Path file = logs.isPresent()
                    ? logs.get().resolve("failure.log")
                    : Files.createTempFile("lightning-failure-", ".log");
            Home.write(file, text(failure));
            return "an unexpected error occurred; please report it and attach " + file;
        } catch (IOException e) {
            return "an unexpected error occurred, and its report can't be written: " + IoReason.of(e);
        }
    }

    private static Optional<Path> logs(Supplier<Home> home) {
        try {
            return Optional.of(home.get().logs()).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String text(Throwable failure) {
        StringWriter stack = new StringWriter();
        stack.append(Instant.now() + ", version " + Version.current() + ", Java "
                + System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + "\n");
        failure.printStackTrace(new PrintWriter(stack, true));
        return stack.toString()
                .substring(0, Math.min(CHARS_MAX, stack.getBuffer().length()));
    }
}
