package ai.openclaw.lightning.process;

import static ai.openclaw.lightning.otlp.Requests.field;
import static ai.openclaw.lightning.otlp.Requests.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies within the limit of bytes that are made of as many parts as they can hold. Each part takes far more memory than it
 * was sent in, and a few kilobytes on the wire must not end the bridge.
 */
class ManySmallPartsIT {

    private static final int BODY_BYTES = 3_900_000;
    private static final int AT_ONCE = 8;
    private static final long RESIDENT_KIB_MAX = 150 * 1_024;

    private static ChildBridge bridge;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        bridge = ChildBridge.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        bridge.close();
    }

    @Test
    void events_withoutAnything() throws Exception {
        assertTaken("/v1/events", "application/json", list("{\"events\":[", i -> "{}", "]}"), 413);
    }

    @Test
    void spans_withoutAnything() throws Exception {
        assertTaken("/v1/traces", "application/json", spans(i -> "{}"), 200);
    }

    @Test
    void spans_eachATraceOfItsOwn() throws Exception {
        assertTaken(
                "/v1/traces",
                "application/json",
                spans(i -> "{\"traceId\":\"" + traceId(i) + "\",\"spanId\":\"00000000000000aa\"}"),
                413);
    }

    @Test
    void logs_withoutAnything() throws Exception {
        byte[] body = list("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[", i -> "{}", "]}]}]}");
        assertTaken("/v1/logs", "application/json", body, 200);
    }

    @Test
    void attributes_ofASpan() throws Exception {
        assertTaken("/v1/traces", "application/json", oneSpan("attributes", i -> attribute("gen_ai.prompt." + i)), 200);
    }

    @Test
    void events_ofASpan() throws Exception {
        assertTaken("/v1/traces", "application/json", oneSpan("events", i -> "{}"), 200);
    }

    @Test
    void events_ofASpanInProtobuf() throws Exception {
        byte[] events = new byte[BODY_BYTES];
        for (int i = 0; i + 1 < events.length; i += 2) {
            events[i] = (11 << 3) | 2; // a field of no bytes
        }
        byte[] span = joined(field(1, filled(16)), field(2, filled(8)), events);
        assertTaken("/v1/traces", "application/x-protobuf", field(1, field(2, field(2, span))), 200);
    }

    @Test
    void spans_eachATraceOfItsOwnInProtobuf() throws Exception {
        ByteArrayOutputStream spans = new ByteArrayOutputStream();
        for (int i = 1; spans.size() < BODY_BYTES; i++) {
            byte[] traceId = ByteBuffer.allocate(16).putInt(12, i).array();
            spans.writeBytes(field(2, joined(field(1, traceId), field(2, filled(8)))));
        }
        assertTaken("/v1/traces", "application/x-protobuf", field(1, field(2, spans.toByteArray())), 413);
    }

    /** A few thousand at a time are taken as long as there is room for them. */
    @Test
    void spans_ofManyTraces_againAndAgain() throws Exception {
        for (int round = 0; round < 20; round++) {
            int first = 10_000 * (round + 100);
            String spans = IntStream.range(first, first + 10_000)
                    .mapToObj(i -> "{\"traceId\":\"" + traceId(i) + "\",\"spanId\":\"00000000000000aa\"}")
                    .collect(Collectors.joining(","));
            byte[] body = ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}").getBytes(UTF_8);
            assertThat(post("/v1/traces", "application/json", body).join().statusCode())
                    .isIn(200, 429);
        }
        assertWell();
    }

    private static String traceId(int number) {
        return String.format(Locale.ROOT, "%032x", number + 1);
    }

    private static String attribute(String key) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"x\"}}";
    }

    private static byte[] spans(IntFunction<String> span) {
        return list("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[", span, "]}]}]}");
    }

    private static byte[] oneSpan(String list, IntFunction<String> part) {
        String begin = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + traceId(0)
                + "\",\"spanId\":\"00000000000000aa\",\"" + list + "\":[";
        return list(begin, part, "]}]}]}]}");
    }

    private static byte[] list(String begin, IntFunction<String> part, String end) {
        StringBuilder body = new StringBuilder(begin);
        for (int i = 0; body.length() < BODY_BYTES; i++) {
            body.append(i == 0 ? "" : ",").append(part.apply(i));
        }
        return body.append(end).toString().getBytes(UTF_8);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = 1;
        return bytes;
    }

    private void assertTaken(String path, String type, byte[] body, int status) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(post(path, type, body));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).as(bridge.output()).isIn(status, 429);
        }
        assertWell();
    }

    private static void assertWell() throws Exception {
        assertThat(bridge.isAlive()).as(bridge.output()).isTrue();
        assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
        assertThat(bridge.residentKibMax()).as("KiB resident at most").isLessThanOrEqualTo(RESIDENT_KIB_MAX);
    }

    private CompletableFuture<HttpResponse<String>> post(String path, String type, byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        HttpRequest request = HttpRequest.newBuilder(bridge.address().resolve(path))
                .header("Content-Type", type)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
