package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the stack of a failure that nobody foresaw, for whoever reports it. Of several the last one. */
final class FailureReport {

    private static final int CHARS_MAX = 65_536;

    private FailureReport() {}

    /** In the home's logs, or, where there are none, in the folder for temporary files; where it is now. */
    static Optional<Path> keep(Supplier<Home> home, Throwable failure) {
        try {
            Optional<Path> logs = logs(home);
            Path file = logs.isPresent()
                    ? logs.get().resolve("failure.log")
                    : Files.createTempFile("lightning-failure-", ".log");
            Home.write(file, text(failure));
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty(); // that it failed is told anyway
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
        stack.append("%s, version %s, Java %s, %s%n"
                .formatted(
                        Instant.now(),
                        Version.current(),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("os.name")));
        failure.printStackTrace(new PrintWriter(stack, true));
        return stack.toString()
                .substring(0, Math.min(CHARS_MAX, stack.getBuffer().length()));
    }
}
