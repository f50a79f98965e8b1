package ai.openclaw.lightning.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which process listens on the port. It is a best effort and may find nothing. */
public final class PortHolder {

    private static final int TIMEOUT_MS = 500;
    private static final int ANSWER_BYTES_MAX = 4_096;
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Says who uses that port and what to do, in two sentences. */
    public static String describe(int port) {
        String holder = byAnswer(port).orElse("another program");
        String process = byProcess(Path.of("/proc"), port).map(" "::concat).orElse("");
        return "port " + port + " is taken by " + holder + process
                + ". Stop it, or choose another port with --port or LIGHTNING_BRIDGE_PORT (0 picks a free one).";
    }

    private static Optional<String> byAnswer(int port) {
        String address = "http://127.0.0.1:" + port;
        if (get(address + "/health").contains("agent-lightning-bridge")) {
            return Optional.of("another OpenClaw Lightning bridge");
        }
        if (get(address + "/").startsWith("AnkiConnect")) {
            return Optional.of("AnkiConnect, an add-on of Anki that has the same default port");
        }
        return Optional.empty();
    }

    private static String get(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return ""; // it does not speak HTTP, or refuses this client
        }
    }

    /** Linux: the socket's inode from the table of sockets, then the process that has it open. */
    static Optional<String> byProcess(Path proc, int port) {
        Set<String> sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(proc.resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
                .filter(fields -> fields[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(fields -> "socket:[" + fields[9] + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    String name =
                            lines(process.resolve("comm")).stream().findFirst().orElse("unknown");
                    return Optional.of("(process " + process.getFileName() + ", " + name + ")");
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // no /proc here
        }
        return Optional.empty();
    }

    private static boolean holdsOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // another user's process, or one that just ended
        }
        return false;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
