package ai.openclaw.lightning.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls the operating system's own programs. */
@FunctionalInterface
public interface Shell {

    /** No program called here takes longer, but starting or stopping a bridge may take nearly as long. */
    Duration LIMIT = Duration.ofMinutes(3);

    int OUTPUT_BYTES_MAX = 65_536;

    /** What a program printed, to both streams, and its exit code; 127 where it could not be started. */
    record Result(int exitCode, String output) {

        static final int NOT_FOUND = 127;

        public Result {
            output = output.strip();
        }

        boolean ok() {
            return exitCode == 0;
        }

        String firstLine() {
            return output.lines().findFirst().orElse("no reason given");
        }
    }

    /** Runs it to its end, without a shell in between. */
    Result run(List<String> command) throws IOException, InterruptedException;

    /** {@link #run}; what keeps it from coming to an end is a {@link ServiceException}. */
    default Result call(String... command) {
        try {
            return run(List.of(command));
        } catch (IOException e) {
            throw new ServiceException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(command[0] + ": interrupted", e);
        }
    }

    /** The real one. */
    static Result real(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Result(Result.NOT_FOUND, command.get(0) + ": " + e.getMessage());
        }
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(
                        String.join(" ", command) + ": still running after " + LIMIT.toMinutes() + " minutes");
            }
            return new Result(process.exitValue(), output.join());
        } finally {
            process.destroyForcibly(); // nothing, but for one that nobody waits for any more
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            String text = new String(stream.readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException e) {
            return ""; // the exit code is enough
        }
    }
}
