package ai.openclaw.lightning.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code load-tests/concurrent-sessions.js} does what it says, and sees what is not there. */
class LoadScriptIT {

    private static final Path SCRIPT = Path.of("load-tests", "concurrent-sessions.js");

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyWhereThereIsNode() throws Exception {
        boolean node = nodeRuns();
        assertThat(node || !"true".equals(System.getenv("CI")))
                .as("CI has Node")
                .isTrue();
        assumeTrue(node, "the load scripts need Node 20");
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "node",
                                    "-e",
                                    "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void script_againstABridge_readsBackAllItWrote() throws Exception {
        try (ChildBridge bridge = ChildBridge.start(folder.resolve("home"))) {
            String url = bridge.address().toString();

            Said single = run(url, "--sessions", "10", "--total", "20", "--think-ms", "2");
            Said batch = run(url, "--sessions", "10", "--total", "20", "--think-ms", "0", "--batch");

            for (Said said : List.of(single, batch)) {
                assertThat(said.exitCode()).as(said.text()).isZero();
                assertThat(said.text()).contains("read back: 20 traces", " 0 missing", "p99.9");
            }
            assertThat(bridge.json("/stats").path("total_traces").asInt()).isEqualTo(40);
        }
    }

    @Test
    void script_serverThatAnswersAndKeepsNothing_exit1() throws Exception {
        HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        liar.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean write = exchange.getRequestMethod().equals("POST");
            byte[] answer = "{\"success\":true}".getBytes(UTF_8);
            exchange.sendResponseHeaders(write ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        liar.start();
        try {
            String url = "http://127.0.0.1:" + liar.getAddress().getPort();

            Said said = run(url, "--sessions", "2", "--total", "3", "--think-ms", "0");

            assertThat(said.exitCode()).as(said.text()).isEqualTo(1);
            assertThat(said.text()).contains("read back: 0 traces", "no such trace");
        } finally {
            liar.stop(0);
        }
    }

    @Test
    void script_anotherMachineOrWrongUsage_exit2() throws Exception {
        assertThat(run("http://192.0.2.1:8765").exitCode()).isEqualTo(2);
        assertThat(run("http://127.0.0.1.example.org").text()).contains("--allow-remote");
        assertThat(run("--sesions", "3").exitCode()).isEqualTo(2);
        assertThat(run("--sessions", "many").text()).contains("--sessions must be a number");
    }

    private record Said(int exitCode, String text) {}

    private Said run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as(Files.readString(out))
                    .isTrue();
            return new Said(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly();
        }
    }
}
