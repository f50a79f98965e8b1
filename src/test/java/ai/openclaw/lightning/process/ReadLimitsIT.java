package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every reading endpoint at its limits, sixteen at once, on the heap as shipped: an answer or 429, and never an end. */
@EnabledOnOs(OS.LINUX)
class ReadLimitsIT {

    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 8;
    private static final int PAGE_BYTES = 1 << 20;
    /** 150 MB, as the load tests count them: 1,024 KiB each. */
    private static final long RESIDENT_KIB_MAX = 150 * 1_024;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static ChildBridge bridge;

    @BeforeAll
    static void fill() throws Exception {
        bridge = ChildBridge.start(home);
        LongTraces traces = new LongTraces(bridge);
        traces.sendLongOne();
        traces.sendManyLongOnes();
        traces.sendWhatIsLearnedFrom();
    }

    @AfterAll
    static void stop() throws IOException {
        bridge.close();
    }

    @Test
    void reads_atTheirLimitsSixteenAtOnce_areAnsweredOrRefusedAndMemoryHolds() throws Exception {
        List<String> paths = List.of(
                "/traces?limit=200",
                "/traces?limit=200&session_key=long&status=ended",
                "/traces?limit=200&tool=exec",
                "/traces/" + LongTraces.LONG_ONE,
                "/traces/" + LongTraces.LEARNED_FROM,
                "/stats",
                "/metrics",
                "/guidance",
                "/optimize/suggestions?limit=200",
                "/optimize/experiments?limit=200",
                "/health");
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < AT_ONCE; client++) {
            clients.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    for (String path : paths) {
                        HttpResponse<String> answer = bridge.get(path);
                        statuses.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                                .incrementAndGet();
                        assertAnswered(path, answer);
                    }
                }
                return null;
            });
        }
        runAll(clients);
        assertWell();
        System.out.printf(
                Locale.ROOT,
                "ReadLimitsIT: statuses %s, resident at most %d MB%n",
                statuses,
                bridge.residentKibMax() / 1_024);
        assertThat(statuses.keySet()).isSubsetOf(200, 429);
        assertThat(statuses.get(200).get()).isPositive();
    }

    private static void assertAnswered(String path, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() == 429) {
            assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("1");
            return;
        }
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length)
                .as(path)
                .isLessThanOrEqualTo(PAGE_BYTES);
        if (!path.equals("/metrics")) {
            JSON.readTree(answer.body());
        }
    }

    /** All that the two endings of the first attack took: one long trace, and two pages of long ones at once. */
    @Test
    void reads_pageByPage_giveEverythingOnce() throws Exception {
        Set<String> calls = new HashSet<>();
        follow(
                "/traces/" + LongTraces.LONG_ONE + "?",
                "calls_cursor",
                "next_calls",
                page -> page.get("tool_calls").forEach(call -> {
                    assertThat(calls.add(call.get("call_id").asText())).isTrue();
                    assertThat(call.get("result").asText()).isEqualTo(LongTraces.TEXT);
                }));
        assertThat(calls).hasSize(LongTraces.ROWS);
        Set<String> rewards = new HashSet<>();
        follow(
                "/traces/" + LongTraces.LONG_ONE + "?",
                "rewards_cursor",
                "next_rewards",
                page -> page.get("rewards")
                        .forEach(reward -> assertThat(
                                        rewards.add(reward.get("reward_id").asText()))
                                .isTrue()));
        assertThat(rewards).hasSize(LongTraces.ROWS);
        Set<String> traces = new HashSet<>();
        follow(
                "/traces?limit=200&session_key=long",
                "cursor",
                "next",
                page -> page.get("traces").forEach(trace -> {
                    assertThat(traces.add(trace.get("trace_id").asText())).isTrue();
                    assertThat(trace.get("message").asText()).isEqualTo(LongTraces.TEXT);
                }));
        assertThat(traces).hasSize(LongTraces.MANY);
        assertWell();
    }

    private static void follow(String path, String cursor, String next, Consumer<JsonNode> reader) throws Exception {
        String place = "";
        while (place != null) {
            HttpResponse<String> answer = bridge.get(path + place);
            if (answer.statusCode() == 429) {
                continue; // the clients of the other test that stopped reading
            }
            assertAnswered(path, answer);
            JsonNode page = JSON.readTree(answer.body());
            reader.accept(page);
            place = page.get(next).isNull()
                    ? null
                    : "&" + cursor + "=" + page.get(next).asText();
        }
    }

    /** Clients that ask for long pages again and again and read none of them. */
    @Test
    void reads_byClientsThatTakeNothing_leaveTheBridgeWellAndItsWritesServed() throws Exception {
        List<Socket> stuck = new ArrayList<>();
        try {
            for (int i = 0; i < 4 * AT_ONCE; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), bridge.address().getPort()));
                String path = i % 2 == 0 ? "/traces?limit=200" : "/traces/" + LongTraces.LONG_ONE;
                String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + bridge.address().getPort() + "\r\n\r\n";
                socket.getOutputStream().write(request.repeat(20).getBytes(StandardCharsets.US_ASCII));
                stuck.add(socket);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
                assertThat(bridge.post("/tool/trace", "{\"session_key\":\"beside\",\"tool_name\":\"t\"}")
                                .statusCode())
                        .isEqualTo(200);
                assertAnswered("/traces", bridge.get("/traces?limit=200"));
            }
            assertWell();
        } finally {
            for (Socket socket : stuck) {
                socket.close();
            }
        }
    }

    private static void runAll(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : threads.invokeAll(work, 10, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertWell() throws IOException, InterruptedException {
        assertThat(bridge.isAlive()).as(bridge.output()).isTrue();
        assertThat(bridge.output()).doesNotContain("OutOfMemory", "ERROR");
        assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
        assertThat(bridge.residentKibMax()).as("KiB resident at most").isLessThanOrEqualTo(RESIDENT_KIB_MAX);
    }
}
