package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.intake.otlp.OtlpDecoder.Decoded;
import ai.openclaw.lightning.model.Content;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the values of attributes become. */
class OtlpValuesTest {

    @Test
    void attributes_tenThousand_areReadForThoseThatMeanSomething() {
        List<byte[]> parts = new ArrayList<>(List.of(Protobuf.TRACE_ID, Protobuf.SPAN_ID));
        for (int i = 0; i < 10_000; i++) {
            parts.add(Protobuf.text("custom." + i, "x".repeat(20)));
        }
        parts.add(Protobuf.TOOL);
        Decoded decoded = Gathered.decode(Protobuf.spans(Requests.joined(parts.toArray(byte[][]::new))));
        assertThat(decoded.kept()).isEqualTo(1);
        assertThat(decoded.items().get(0).bytes().length).isLessThan(2_000);
    }

    @Test
    void value_deep_countsAsNone() {
        byte[] deep = Requests.field(1, "x".getBytes(UTF_8));
        for (int depth = 0; depth < 5_000; depth++) {
            deep = Requests.field(5, Requests.field(1, deep));
        }
        Decoded decoded = Gathered.decode(Protobuf.spans(Requests.joined(
                Protobuf.TRACE_ID,
                Protobuf.SPAN_ID,
                Protobuf.TOOL,
                Protobuf.attribute("gen_ai.tool.call.arguments", deep))));
        assertThat(decoded.items()).hasSize(1);
        assertThat(decoded.items().get(0).item().parts()).isEmpty();
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
        Decoded decoded = Gathered.decode(Protobuf.spans(Requests.joined(
                Protobuf.TRACE_ID,
                Protobuf.SPAN_ID,
                Protobuf.TOOL,
                Protobuf.attribute("gen_ai.tool.call.arguments", object))));
        assertThat(decoded.items().get(0).item().parts().values())
                .extracting(Content::text)
                .containsExactly("{\"k\":[\"a\",7]}");
    }
}
