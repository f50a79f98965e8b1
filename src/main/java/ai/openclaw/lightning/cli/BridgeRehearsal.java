package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code lightning rehearse-run --home DIR}, which makes the class archive of a bridge: a bridge that starts as {@code run}
 * starts one, takes what agents write most, and stops. It does nothing else, because a bridge has every class of its archive
 * in memory all day. So picocli does not know it, and what it writes is sent without {@code BridgeClient}.
 */
final class BridgeRehearsal {

    private static final String COMMAND = "rehearse-run";

    /** Enough that the JVM compiles what a write passes through, and keeps in the archive that it did. */
    private static final int WRITES = 2_000;

    private static final String CALL = """
            {"session_key":"rehearsal","tool_name":"run_tests","params":{"path":"tests/","filter":"leap days"},\
            "result":"3 failed","duration_ms":120,"success":false}""";

    private static final String LENGTH = "content-length:";

    private BridgeRehearsal() {}

    /** Whether this command line asks for one. */
    static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(COMMAND);
    }

    /** Returns an exit code; the end of the process stops the bridge. After a failure there must be no archive. */
    static int run(String... arguments) {
        String[] ofRun = Stream.concat(
                        Stream.of("run", "--port=0"), Stream.of(arguments).skip(1))
                .toArray(String[]::new);
        RunFlags flags = RunFlags.of(ofRun)
                .orElseThrow(() -> new IllegalArgumentException(COMMAND + " takes --home and --set, as run does"));
        Map<String, String> environment = System.getenv();
        int code = new Runner(environment, System.err).run(flags);
        if (code != Lightning.KEEP_RUNNING) {
            return code;
        }
        String address = HomeLock.holder(Home.locate(flags.home(), environment))
                .orElseThrow()
                .address();
        try {
            writeTo(URI.create(address));
        } catch (IOException e) {
            System.err.println("lightning: " + COMMAND + ": " + e.getMessage());
            Runtime.getRuntime().halt(ExitCode.ERROR); // an end in order would leave one
        }
        return ExitCode.OK;
    }

    private static void writeTo(URI bridge) throws IOException {
        try (Socket socket = new Socket(bridge.getHost(), bridge.getPort())) {
            exchange(socket, bridge, "GET /health", "");
            for (int written = 0; written < WRITES; written++) {
                exchange(socket, bridge, "POST /tool/trace", CALL);
            }
        }
    }

    /** Sends a request over a connection that stays open, as an agent's does, and reads the answer. */
    private static void exchange(Socket socket, URI bridge, String request, String body) throws IOException {
        String head = request + " HTTP/1.1\r\nHost: " + bridge.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.startsWith("http/1.1 200 ")) {
            throw new IOException(request + " was answered with " + status);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the bridge closed the connection");
            }
            line.append((char) read);
        }
        return line.toString().strip().toLowerCase(Locale.ROOT);
    }
}
