package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.access.Keys;
import ai.openclaw.lightning.http.RawConnection.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What exporters of OpenTelemetry are answered, in both of their encodings. */
class OtlpRoutesTest {

    private static final String SPAN = """
            {"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":[
              {"traceId":"%s","spanId":"%s","name":"execute_tool run","startTimeUnixNano":"1790000000000000000",
               "endTimeUnixNano":"1790000000100000000",
               "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}}]}]}]}]}""";

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String ID = "b7ad6b7169203331";

    private ServerUnderTest server;

    @BeforeEach
    void start() {
        server = new ServerUnderTest();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Reply post(String path, String type, byte[] body, String more) throws IOException {
        try (RawConnection connection = server.connect()) {
            connection.send(server.head(
                    "POST", path, "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n" + more));
            connection.send(body);
            return connection.receive();
        }
    }

    private static byte[] span(String traceId, String spanId) {
        return SPAN.formatted(traceId, spanId).getBytes(UTF_8);
    }

    /** The bytes of a span in protobuf, with a trace id of one byte repeated. */
    private static byte[] protobuf(String traceIdByte) {
        String traceId = traceIdByte.repeat(16);
        String span = "0a10" + traceId + "1208" + ID + "2a01" + "78";
        String scope = "12" + HexFormat.of().toHexDigits((byte) (span.length() / 2)) + span;
        String resource = "12" + HexFormat.of().toHexDigits((byte) (scope.length() / 2)) + scope;
        return HexFormat.of().parseHex("0a" + HexFormat.of().toHexDigits((byte) (resource.length() / 2)) + resource);
    }

    @Test
    void json_good_isAnsweredInJson() throws Exception {
        Reply reply = post("/v1/traces", "application/json", span(TRACE, ID), "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        assertThat(reply.text()).isEqualTo("{}");
    }

    @Test
    void protobuf_good_isAnsweredInProtobuf() throws Exception {
        for (byte[] body : new byte[][] {{}, protobuf("ab")}) {
            Reply reply = post("/v1/traces", "application/x-protobuf", body, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("content-type", "application/x-protobuf");
            assertThat(reply.text()).isEmpty();
        }
    }

    @Test
    void ids_zero_arePartialSuccess() throws Exception {
        Reply json = post("/v1/traces", "application/json", span("0".repeat(32), ID), "");
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().path("partialSuccess").path("rejectedSpans").asText())
                .isEqualTo("1");
        assertThat(json.json().path("partialSuccess").path("errorMessage").asText())
                .contains("trace id");

        Reply binary = post("/v1/traces", "application/x-protobuf", protobuf("00"), "");
        assertThat(binary.status()).isEqualTo(200);
        // partial_success (field 1) with rejected_spans (field 1) = 1 and error_message (field 2)
        assertThat(binary.text()).startsWith("\n").contains("trace id");
        assertThat(binary.text().charAt(2)).isEqualTo((char) 0x08);
        assertThat(binary.text().charAt(3)).isEqualTo((char) 1);
    }

    @Test
    void body_gzip_isTaken() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(span(TRACE, "0".repeat(16)));
        }
        Reply reply = post("/v1/traces", "application/json", packed.toByteArray(), "Content-Encoding: gzip\r\n");
        assertThat(reply.json().path("partialSuccess").path("rejectedSpans").asText())
                .isEqualTo("1");
    }

    @Test
    void body_gzipOfTooMuch_is413() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[5 << 20]);
        }
        Reply reply = post("/v1/traces", "application/x-protobuf", packed.toByteArray(), "Content-Encoding: gzip\r\n");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.headers()).containsEntry("content-type", "application/x-protobuf");
    }

    @Test
    void body_inChunks_isTaken() throws Exception {
        byte[] body = span(TRACE, "0".repeat(16));
        try (RawConnection connection = server.connect()) {
            connection.send(server.head(
                    "POST", "/v1/traces", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
            int half = body.length / 2;
            connection.send(Integer.toHexString(half) + "\r\n" + new String(body, 0, half, ISO_8859_1) + "\r\n");
            connection.send(Integer.toHexString(body.length - half) + "\r\n"
                    + new String(body, half, body.length - half, ISO_8859_1) + "\r\n0\r\n\r\n");
            Reply reply = connection.receive();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("partialSuccess").path("rejectedSpans").asText())
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/traces", "/v1/logs"})
    void body_broken_isAStatusInTheTypeOfTheRequest(String path) throws Exception {
        Reply json = post(path, "application/json", "{".getBytes(UTF_8), "");
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.headers()).containsEntry("content-type", "application/json");
        assertThat(json.json().path("code").asInt()).isEqualTo(3);
        assertThat(json.json().path("message").asText()).contains("JSON");

        Reply binary = post(path, "application/x-protobuf", new byte[] {0x0a, 0x05, 1}, "");
        assertThat(binary.status()).isEqualTo(400);
        assertThat(binary.headers()).containsEntry("content-type", "application/x-protobuf");
        // code (field 1) = 3 and message (field 2)
        assertThat(binary.text()).startsWith("\u0008\u0003\u0012").contains("not a message of OTLP");
    }

    @Test
    void metrics_any_areAnsweredAndCounted() throws Exception {
        for (String type : new String[] {"application/json", "application/x-protobuf"}) {
            Reply reply = post("/v1/metrics", type, "{}".getBytes(UTF_8), "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("content-type", type);
        }
        assertThat(server.get("/metrics").text()).contains("lightning_otlp_metrics_total 2.0");
    }

    @Test
    void records_byWhatBecameOfThem_areCounted() throws Exception {
        post("/v1/traces", "application/json", span(TRACE, ID), "");
        post("/v1/traces", "application/json", span("0".repeat(32), ID), "");
        post("/v1/traces", "application/x-protobuf", protobuf("ab"), "");
        assertThat(server.get("/metrics").text())
                .contains("lightning_otlp_records_total{result=\"kept\"} 1.0")
                .contains("lightning_otlp_records_total{result=\"broken\"} 1.0")
                .contains("lightning_otlp_records_total{result=\"foreign\"} 1.0");
    }

    @Test
    void type_other_is415() throws Exception {
        Reply reply = post("/v1/traces", "text/plain", new byte[1], "");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.headers()).containsEntry("content-type", "application/x-protobuf");
    }

    @Test
    void origin_other_is403AsAStatus() throws Exception {
        Reply reply = post("/v1/traces", "application/json", span(TRACE, ID), "Origin: http://evil.example\r\n");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("code").asInt()).isEqualTo(7);
    }

    @Test
    void key_missing_is401AsAStatus() throws Exception {
        server.close();
        server = new ServerUnderTest(usual -> new HttpSettings(
                usual.host(),
                usual.port(),
                usual.allowedHosts(),
                new Keys("the-key", ServerUnderTest.DECISION_KEY, false),
                usual.tls(),
                usual.limits(),
                usual.timeouts()));
        Reply refused = post("/v1/traces", "application/json", span(TRACE, ID), "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").asInt()).isEqualTo(16);
        Reply taken = post("/v1/traces", "application/json", span(TRACE, ID), "X-API-Key: the-key\r\n");
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void bytes_tooManyInFlight_is429WithATime() throws Exception {
        server.close();
        server = new ServerUnderTest(usual -> new HttpSettings(
                usual.host(),
                usual.port(),
                usual.allowedHosts(),
                usual.keys(),
                usual.tls(),
                new HttpSettings.Limits(1 << 20, 4 << 20, 1_000, 16, 8L << 20, 4 << 10, 16L << 20, 1_000),
                usual.timeouts()));
        Reply reply = post("/v1/traces", "application/json", span(TRACE, ID), "");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsKey("retry-after");
        assertThat(reply.json().path("code").asInt()).isEqualTo(8);
    }
}
