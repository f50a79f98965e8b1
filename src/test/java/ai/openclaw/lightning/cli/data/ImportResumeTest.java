package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Main;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An import that broke off amid its file, run again, leaves what one run leaves. */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
final class ImportResumeTest {

    private static final int TRACES = 400;
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private Path lines;

    /** Seven events a trace, so six requests or so; calls without ids are the ones that could double. */
    @BeforeEach
    void makeFile() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TRACES; i++) {
            ObjectNode trace = TestJson.MAPPER.createObjectNode().put("schema_version", 1);
            long start = 1_700_000_000_000L + i * 60_000L;
            trace.put("trace_id", String.format(Locale.ROOT, "%032x", i + 1)).put("session_key", "s" + i % 9);
            trace.put("status", "ended").put("started_at", start).put("end_time", start + 9_000);
            for (int c = 0; c < 4; c++) {
                trace.withArray("tool_calls")
                        .addObject()
                        .put("tool_name", "t" + c)
                        .put("timestamp", start + c);
            }
            trace.withArray("rewards")
                    .addObject()
                    .put("source", "user")
                    .put("success", true)
                    .put("timestamp", start);
            text.append(trace).append('\n');
        }
        lines = Files.writeString(folder.resolve("traces.jsonl"), text);
    }

    /** What all is stored in the end. */
    private record Stored(Map<String, JsonNode> traces, JsonNode stats) {

        static Stored in(MovedBridge bridge) throws Exception {
            JsonNode stats = bridge.get("/stats");
            ObjectNode figures = TestJson.MAPPER.createObjectNode();
            for (String name : new String[] {"total_traces", "tool_calls", "tools", "rewards", "sessions"}) {
                figures.set(name, stats.get(name));
            }
            return new Stored(bridge.traces(), figures);
        }
    }

    private Stored oneRun() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder.resolve("whole"))) {
            assertThat(run("whole").code()).isZero();
            Stored stored = Stored.in(bridge);
            assertThat(stored.traces()).hasSize(TRACES);
            assertThat(stored.stats().at("/tool_calls/count").asInt()).isEqualTo(4 * TRACES);
            return stored;
        }
    }

    private CommandRun run(String home, String... more) {
        String[] words = {
            "import", lines.toString(), "--home", folder.resolve(home).toString()
        };
        return CommandRun.of(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void import_bridgeFailsAmidIt_goesOnThereTheNextTime() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"));
                Gate gate = new Gate(bridge.address(), 3, Gate.Then.REFUSE)) {
            CommandRun broken = run("home", "--url", gate.address());
            assertThat(broken.code()).as(broken.err()).isEqualTo(ExitCode.ERROR);
            int before = bridge.get("/stats").get("total_traces").asInt();
            assertThat(before).isBetween(100, TRACES - 1);

            CommandRun again = run("home");

            assertThat(again.code()).as(again.err()).isZero();
            int sent = Integer.parseInt(again.out().split(" ", 2)[0]);
            assertThat(sent)
                    .as("only what was not stored yet, and the trace that was cut")
                    .isBetween(1, TRACES - before + 1);
            assertThat(Stored.in(bridge)).isEqualTo(oneRun());
        }
    }

    /** The process of the command has no time to keep how far it was. */
    @Test
    void import_killedAmidIt_runAgainDoublesNothing() throws Exception {
        try (MovedBridge bridge = new MovedBridge(folder.resolve("home"));
                Gate gate = new Gate(bridge.address(), 3, Gate.Then.HANG)) {
            Process command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "import",
                            lines.toString(),
                            "--home",
                            folder.resolve("home").toString(),
                            "--url",
                            gate.address())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(folder.resolve("said").toFile()))
                    .start();
            try {
                assertThat(gate.closed.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .as(Files.readString(folder.resolve("said")))
                        .isTrue();
            } finally {
                command.destroyForcibly().waitFor();
            }
            assertThat(bridge.get("/stats").get("total_traces").asInt()).isBetween(100, TRACES - 1);

            CommandRun again = run("home");

            assertThat(again.code()).as(again.err()).isZero();
            assertThat(Stored.in(bridge)).isEqualTo(oneRun());
        }
    }

    /** Lets so many requests with events through to a bridge, and then none. */
    private static final class Gate implements AutoCloseable {

        enum Then {
            REFUSE,
            HANG
        }

        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);
        private final AtomicInteger left;

        Gate(String bridge, int requests, Then then) throws IOException {
            left = new AtomicInteger(requests);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                boolean events = exchange.getRequestURI().getPath().equals("/v1/events");
                if (!events || left.getAndDecrement() > 0) {
                    forward(exchange, bridge);
                    return;
                }
                closed.countDown();
                if (then == Then.HANG) {
                    hang();
                }
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            });
            server.start();
        }

        private void forward(HttpExchange exchange, String bridge) throws IOException {
            try {
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(URI.create(bridge + exchange.getRequestURI()))
                                .header("Content-Type", "application/json")
                                .method(
                                        exchange.getRequestMethod(),
                                        BodyPublishers.ofByteArray(
                                                exchange.getRequestBody().readAllBytes()))
                                .build(),
                        BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
                exchange.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void hang() {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            done.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
