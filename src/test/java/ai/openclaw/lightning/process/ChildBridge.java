package ai.openclaw.lightning.process;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged {@code bin/lightning run} in a process of its own, on a free port. */
final class ChildBridge implements AutoCloseable {

    static final Path LAUNCHER = Path.of(System.getProperty("lightning.dist", "target/lightning"), "bin", "lightning");

    private static final Duration START_MAX = Duration.ofSeconds(30);

    /** The optimizer rests after each piece of work, so on a machine that does much else it takes minutes. */
    private static final Duration LEARN_MAX = Duration.ofMinutes(15);

    private final Process process;
    private final Path home;
    private final Path log;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private URI address;

    private ChildBridge(Process process, Path home, Path log) {
        this.process = process;
        this.home = home;
        this.log = log;
    }

    /** Starts it on that home and waits until it answers. {@code flags} follow {@code run}. */
    static ChildBridge start(Path home, String... flags) throws Exception {
        return start(home, Map.of(), flags);
    }

    /** The same with these variables in its environment. */
    static ChildBridge start(Path home, Map<String, String> environment, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "run", "--port", "0"));
        command.addAll(List.of(flags));
        ChildBridge bridge = launch(home, environment, command);
        bridge.awaitReady();
        return bridge;
    }

    /** Starts any command that ends up as a bridge on that home, without waiting. */
    static ChildBridge launch(Path home, List<String> command) throws IOException {
        return launch(home, Map.of(), command);
    }

    /** The same with these variables in its environment. */
    static ChildBridge launch(Path home, Map<String, String> environment, List<String> command) throws IOException {
        Files.createDirectories(home);
        Path log = Files.createTempFile("lightning-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LIGHTNING_HOME", home.toString());
        builder.environment().putAll(environment);
        return new ChildBridge(builder.start(), home, log);
    }

    void awaitReady() throws Exception {
        awaitReady(home.resolve("bridge.port"));
    }

    /** Waits until the port file is there and the bridge behind it is healthy. */
    void awaitReady(Path portFile) throws Exception {
        Eventually.until(
                START_MAX,
                () -> "the bridge is not ready:\n" + output(),
                () -> !process.isAlive() || isReady(contentOf(portFile)));
        if (!process.isAlive()) {
            throw new IllegalStateException("the bridge ended:\n" + output());
        }
    }

    /** Waits until so many traces were learned from and nothing is left to read. */
    void awaitAnalyzed(int traces) throws Exception {
        Eventually.ask(
                LEARN_MAX,
                () -> json("/stats").get("optimizer"),
                optimizer -> optimizer.get("analyzed_traces").asInt() >= traces
                        && optimizer.get("waiting_traces").asInt() == 0);
    }

    /** Empty while there is none; the one of a bridge that was killed goes away at any moment. */
    private static String contentOf(Path portFile) throws IOException {
        try {
            return Files.readString(portFile).strip();
        } catch (NoSuchFileException notThere) {
            return "";
        }
    }

    private boolean isReady(String port) throws InterruptedException {
        if (port.isEmpty()) {
            return false;
        }
        address = URI.create("http://127.0.0.1:" + port);
        try {
            return get("/health").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
        }
        return TestJson.MAPPER.readTree(response.body());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Bearer " + DecisionKey.of(new Home(home)).reveal())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    URI address() {
        return address;
    }

    Path database() {
        return home.resolve("storage").resolve("traces.db");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The most that was resident since the start, by the system's own count. */
    long residentKibMax() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmHWM");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("SIGTERM did not end it:\n" + output());
        }
        return process.exitValue();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not end:\n" + output());
        }
        return process.exitValue();
    }

    /** All it wrote to stdout and stderr. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(log);
    }
}
