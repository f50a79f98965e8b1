package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.otlp.OtlpDecoder.Decoded;
import ai.openclaw.lightning.otlp.Recorded.Request;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clients write in JSON, also where they differ, and times that can't be. */
class OtlpJsonTest {

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
        Decoded decoded = Gathered.decode(Protobuf.spans(Requests.joined(
                Protobuf.TRACE_ID, Protobuf.SPAN_ID, Protobuf.TOOL, Protobuf.fixed64(7, -1), Protobuf.fixed64(8, -1))));
        assertThat(decoded.items().get(0).item().start()).isZero();
    }

    /** As many as a collector sends at a time, each with a trace of its own. */
    @Test
    void records_asManyAsACollectorSends_areTaken_andFarMoreRefused() {
        assertThat(Gathered.decode(roots(8_192)).items()).hasSize(8_192);
        assertThatThrownBy(() -> Gathered.decode(roots(20_000)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("too many records");
    }

    private static Request roots(int count) {
        String spans = IntStream.rangeClosed(1, count)
                .mapToObj(i -> String.format(Locale.ROOT, "{\"traceId\":\"%032x\",\"spanId\":\"%016x\"}", i, i))
                .collect(Collectors.joining(","));
        String body = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
        return new Request("/v1/traces", "application/json", body.getBytes(UTF_8));
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
                Requests.field(1, "requests".getBytes(UTF_8)),
                Requests.field(7, Requests.field(1, Protobuf.fixed64(3, 5))));
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
        assertThat(tool.items().get(0).item().parts().toString())
                .contains("\"n\":1")
                .doesNotContain("hunter2");
    }
}
