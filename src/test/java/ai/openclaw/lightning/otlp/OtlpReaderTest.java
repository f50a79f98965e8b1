package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.otlp.OtlpDecoder.Decoded;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.otlp.Recorded.Request;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a body holds, it is read, or rejected; nothing else happens. */
class OtlpReaderTest {

    private static final byte[] TRACE_ID = Requests.field(1, filled(16, 0xab));
    private static final byte[] SPAN_ID = Requests.field(2, filled(8, 0xcd));
    private static final byte[] TOOL =
            Requests.joined(text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "run"));

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] attribute(String key, byte[] value) {
        return Requests.field(9, Requests.joined(Requests.field(1, key.getBytes(UTF_8)), Requests.field(2, value)));
    }

    private static byte[] text(String key, String value) {
        return attribute(key, Requests.field(1, value.getBytes(UTF_8)));
    }

    private static Request spans(byte[]... spans) {
        byte[] scope = new byte[0];
        for (byte[] span : spans) {
            scope = Requests.joined(scope, Requests.field(2, span));
        }
        return new Request("/v1/traces", "application/x-protobuf", Requests.field(1, Requests.field(2, scope)));
    }

    private static byte[] fixed64(int field, long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return Requests.joined(Requests.varint((field << 3) | 1), bytes);
    }

    @Test
    void protobuf_cutOffAnywhere_isReadOrRejected() {
        byte[] whole = spans(Requests.joined(TRACE_ID, SPAN_ID, TOOL, fixed64(7, 1L << 60)))
                .body();
        int rejected = 0;
        for (int length = 0; length < whole.length; length++) {
            Request cut = new Request("/v1/traces", "application/x-protobuf", Arrays.copyOf(whole, length));
            try {
                assertThat(Gathered.decode(cut).items()).isEmpty();
            } catch (Rejection expected) {
                rejected++;
            }
        }
        assertThat(rejected).isEqualTo(whole.length - 1);
    }

    @Test
    void protobuf_anyByteChanged_isReadOrRejected() {
        byte[] whole = spans(Requests.joined(TRACE_ID, SPAN_ID, TOOL)).body();
        Random random = new Random(7);
        int rejected = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                Gathered.decode(new Request("/v1/traces", "application/x-protobuf", changed));
            } catch (Rejection expected) {
                rejected++;
            }
        }
        assertThat(rejected).isPositive();
    }

    @Test
    void varint_ofElevenBytes_isRejected() {
        byte[] endless = filled(11, 0xff);
        Request request = new Request("/v1/traces", "application/x-protobuf", endless);
        assertThatThrownBy(() -> Gathered.decode(request)).isInstanceOf(Rejection.class);
    }

    @Test
    void attributes_tenThousand_areReadForThoseThatMeanSomething() {
        List<byte[]> parts = new ArrayList<>(List.of(TRACE_ID, SPAN_ID));
        for (int i = 0; i < 10_000; i++) {
            parts.add(text("custom." + i, "x".repeat(20)));
        }
        parts.add(TOOL);
        Decoded decoded = Gathered.decode(spans(Requests.joined(parts.toArray(byte[][]::new))));
        assertThat(decoded.kept()).isEqualTo(1);
        assertThat(decoded.items().get(0).bytes()).isLessThan(2_000);
    }

    @Test
    void value_deep_countsAsNone() {
        byte[] deep = Requests.field(1, "x".getBytes(UTF_8));
        for (int depth = 0; depth < 5_000; depth++) {
            deep = Requests.field(5, Requests.field(1, deep));
        }
        Decoded decoded = Gathered.decode(
                spans(Requests.joined(TRACE_ID, SPAN_ID, TOOL, attribute("gen_ai.tool.call.arguments", deep))));
        assertThat(decoded.items()).hasSize(1);
        assertThat(decoded.items().get(0).parts()).isEmpty();
    }

    @Test
    void value_listsAndObjects_becomeJson() {
        byte[] list = Requests.field(
                5,
                Requests.joined(
                        Requests.field(1, Requests.field(1, "a".getBytes(UTF_8))),
                        Requests.field(1, Requests.joined(Requests.varint(3 << 3), Requests.varint(7)))));
        byte[] object = Requests.field(
                6, Requests.field(1, Requests.joined(Requests.field(1, "k".getBytes(UTF_8)), Requests.field(2, list))));
        Decoded decoded = Gathered.decode(
                spans(Requests.joined(TRACE_ID, SPAN_ID, TOOL, attribute("gen_ai.tool.call.arguments", object))));
        assertThat(decoded.items().get(0).parts().values())
                .extracting(Content::text)
                .containsExactly("{\"k\":[\"a\",7]}");
    }

    @Test
    void ids_zeroShortOrMissing_areBroken() {
        byte[] zero = Requests.field(1, new byte[16]);
        byte[] shorter = Requests.field(1, filled(15, 1));
        Decoded decoded = Gathered.decode(spans(
                Requests.joined(zero, SPAN_ID, TOOL),
                Requests.joined(shorter, SPAN_ID, TOOL),
                Requests.joined(TRACE_ID, TOOL),
                Requests.joined(TRACE_ID, SPAN_ID, TOOL)));
        assertThat(decoded.broken()).isEqualTo(3);
        assertThat(decoded.kept()).isEqualTo(1);
    }

    @Test
    void fields_unknownOfEachType_arePassedOver() {
        byte[] unknown = Requests.joined(
                Requests.varint(900 << 3),
                Requests.varint(1L << 40),
                fixed64(901, 5),
                Requests.field(902, new byte[300]),
                Requests.varint((903 << 3) | 5),
                new byte[4]);
        Decoded decoded = Gathered.decode(spans(Requests.joined(unknown, TRACE_ID, SPAN_ID, unknown, TOOL, unknown)));
        assertThat(decoded.kept()).isEqualTo(1);
    }

    @Test
    void end_beforeTheStart_isACallWithoutADuration() {
        String told = told(Spans.tool("2", "", "run").from(100, 50), Spans.agent("1", "", "b"));
        assertThat(told).contains("call run");
    }

    @Test
    void time_inTheYear2500_isACallByTheBridgesClock() {
        Spans far = Spans.tool("2", "1", "run");
        far.record().put("startTimeUnixNano", "16725225600000000000").put("endTimeUnixNano", "16725225600000000000");
        assertThat(told(far, Spans.agent("1", "", "b"))).contains("call run");
    }

    @Test
    void time_beyondALong_isACallByTheBridgesClock() {
        Decoded decoded =
                Gathered.decode(spans(Requests.joined(TRACE_ID, SPAN_ID, TOOL, fixed64(7, -1), fixed64(8, -1))));
        assertThat(decoded.items().get(0).start()).isZero();
    }

    private static String told(Spans... spans) {
        Gathered gathered = new Gathered();
        for (Spans span : spans) {
            gathered.add(span.items());
        }
        return gathered.after(3_600_000).told();
    }

    @Test
    void enumeration_asAName_isRead() {
        Spans failed = Spans.tool("2", "1", "run");
        failed.record()
                .put("kind", "SPAN_KIND_INTERNAL")
                .putObject("status")
                .put("code", "STATUS_CODE_ERROR")
                .put("message", "no");
        assertThat(told(failed, Spans.agent("1", "", "b"))).contains("failed: no");
    }

    @Test
    void integer_asANumberAndAsAText_isRead() {
        for (String value : new String[] {"{\"intValue\":12}", "{\"intValue\":\"12\"}"}) {
            Spans model = Spans.agent("1", "", "b");
            try {
                model.record()
                        .withArray("attributes")
                        .addObject()
                        .put("key", "gen_ai.usage.input_tokens")
                        .set("value", TestJson.MAPPER.readTree(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            assertThat(told(model)).contains("tokens 12");
        }
    }

    @Test
    void ids_inCapitals_areTheSame() {
        Spans tool = Spans.tool("2", "1", "run");
        tool.record().put("traceId", Spans.TRACE.toUpperCase(Locale.ROOT));
        assertThat(told(tool, Spans.agent("1", "", "b"))).contains("start", "call run");
    }

    @Test
    void json_unknownMembersAndKinds_arePassedOver() {
        byte[] body = """
                {"x":[{"y":1}],"resourceSpans":[7,{"z":{},"scopeSpans":[{"scope":{"name":"n"},"spans":[null,
                {"traceId":"%s","spanId":"%s","q":{"a":[1]},"attributes":[
                 {"value":{"stringValue":"execute_tool"},"key":"gen_ai.operation.name"},
                 {"key":"gen_ai.tool.name","value":{"newValue":{"a":1},"stringValue":"run"}},{}, 5]}]}]}]}""".formatted(Spans.TRACE, "2".repeat(16)).getBytes(UTF_8);
        Decoded decoded = Gathered.decode(new Request("/v1/traces", "application/json", body));
        assertThat(decoded.kept()).isEqualTo(1);
    }

    @Test
    void json_nestedTooDeep_isRejected() {
        byte[] body = ("{\"resourceSpans\":" + "[".repeat(10_000)).getBytes(UTF_8);
        Request request = new Request("/v1/traces", "application/json", body);
        assertThatThrownBy(() -> Gathered.decode(request)).isInstanceOf(Rejection.class);
    }

    @Test
    void metrics_sentAsTraces_areBroken() {
        // ExportMetricsServiceRequest: resource_metrics (1) > scope_metrics (2) > metrics (2) > name (1), sum (7)
        byte[] metric = Requests.joined(
                Requests.field(1, "requests".getBytes(UTF_8)), Requests.field(7, Requests.field(1, fixed64(3, 5))));
        byte[] body = Requests.field(1, Requests.field(2, Requests.field(2, metric)));
        Decoded decoded = Gathered.decode(new Request("/v1/traces", "application/x-protobuf", body));
        assertThat(decoded.items()).isEmpty();
        assertThat(decoded.broken()).isEqualTo(1);
        byte[] json = "{\"resourceMetrics\":[{\"scopeMetrics\":[]}]}".getBytes(UTF_8);
        assertThat(Gathered.decode(new Request("/v1/traces", "application/json", json))
                        .items())
                .isEmpty();
    }

    @Test
    void secrets_inParameters_areMaskedBeforeTheyAreKept() {
        Spans tool = Spans.tool("2", "1", "run")
                .with("gen_ai.tool.call.arguments", "{\"password\":\"hunter2-hunter2\",\"n\":1}");
        assertThat(tool.items().get(0).parts().toString()).contains("\"n\":1").doesNotContain("hunter2");
    }
}
