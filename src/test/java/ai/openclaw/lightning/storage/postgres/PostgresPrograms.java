package ai.openclaw.lightning.storage.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL's own programs, as Debian installs them. */
record PostgresPrograms(Path folder) {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    static final String NOT_INSTALLED = "skipped: no PostgreSQL in " + VERSIONS + " (Debian package postgresql)";

    /** Who runs it where root runs the tests: PostgreSQL refuses root. */
    private static final String UNPRIVILEGED = "nobody";

    /** The newest version that is installed. */
    static Optional<PostgresPrograms> installed() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
                    .max(Comparator.naturalOrder())
                    .map(PostgresPrograms::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> unprivileged(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups"));
        }
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts any program by the same user; what it says goes to a file of that name in the folder. */
    static Process launch(Path working, String name, String program, String... arguments) {
        try {
            return new ProcessBuilder(unprivileged(program, arguments))
                    .directory(working.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            working.resolve(name + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one of them in that folder until it ends well. */
    void run(Path working, String program, String... arguments) {
        List<String> command = unprivileged(folder.resolve(program).toString(), arguments);
        try {
            Path output = Files.createTempFile("lightning-postgres", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(working.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(program + ": " + Files.readString(output));
            }
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
