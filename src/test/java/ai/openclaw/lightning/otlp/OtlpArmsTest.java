package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.openclaw.lightning.guidance.ArmDraw;
import ai.openclaw.lightning.guidance.OneExperiment;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.otlp.Fact;
import ai.openclaw.lightning.intake.otlp.Group;
import ai.openclaw.lightning.intake.otlp.PackedItem;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.masking.MaskingRules;
import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.TraceEvent.SessionStart;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client says on its spans of the arms that it drew, and of the share of traces that it sends. */
class OtlpArmsTest {

    private static final String DRAWN = ArmDraw.arm("key", Spans.TRACE, 0.5);

    private final OtlpCounters counters = new OtlpCounters();
    private final StepEvents events = new StepEvents(
            new Intake(
                    new Masker(MaskingRules.BUILT_IN),
                    300,
                    () -> Gathered.NOW,
                    () -> "12".repeat(16),
                    OneExperiment::guidance,
                    Set.of(TraceOrigin.USER)),
            counters);

    private SessionStart start(Spans... spans) {
        Group group = new Group(Spans.TRACE);
        for (Spans span : spans) {
            span.items().forEach(item -> group.add(item, Gathered.NOW, Gathered.TIMING));
        }
        return events
                .of(group.telling(Gathered.NOW + 10_000, Gathered.TIMING, Group.Need.USUAL)
                        .steps())
                .stream()
                .filter(SessionStart.class::isInstance)
                .map(SessionStart.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String arms(String experiment, String arm) {
        return "[{\"experiment\":\"%s\",\"arm\":\"%s\",\"applied\":true,\"probability\":0.5}]"
                .formatted(experiment, arm);
    }

    private static Spans agent() {
        return Spans.agent("1", "", "builder");
    }

    @Test
    void arms_thatTheDrawGives_areThoseOfTheTrace() {
        SessionStart start = start(agent().with("lightning.arms", arms("e", DRAWN)));
        assertThat(start.arms()).containsExactly(new ArmAssignment("e", DRAWN, 0.5, true));
        assertThat(counters.broken()).isZero();
    }

    @Test
    void arms_onASpanBelow_countWhereTheEntryHasNone() {
        Spans model = Spans.span("2", "1", "chat")
                .with("gen_ai.operation.name", "chat")
                .with("lightning.arms", arms("e", DRAWN));
        assertThat(start(model, agent()).arms()).hasSize(1);
    }

    @Test
    void arms_ofAnExperimentThatIsOver_areStored() {
        assertThat(start(agent().with("lightning.arms", arms("gone", "control")))
                        .arms())
                .hasSize(1);
    }

    @Test
    void arms_thatTheDrawDoesNotGive_leaveTheTraceWithout() {
        String other = DRAWN.equals("control") ? "treatment" : "control";
        SessionStart start = start(agent().with("lightning.arms", arms("e", other)));
        assertThat(start.arms()).isEmpty();
        assertThat(start.agentId()).isEqualTo("builder");
        assertThat(counters.broken()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{}", "[1]", "[{\"experiment\":\"e\"}]", "[] []", "["})
    void arms_thatAreNone_leaveTheTraceWithout(String text) {
        SessionStart start = start(agent().with("lightning.arms", text));
        assertThat(start.arms()).isEmpty();
        assertThat(start.agentId()).isEqualTo("builder");
    }

    @Test
    void sampling_inProtobuf_isKnownOfTheTrace() {
        byte[] state = Requests.field(3, "ot=th:8".getBytes(UTF_8));
        PackedItem sampled = Gathered.decode(
                        Protobuf.spans(Requests.joined(Protobuf.TRACE_ID, Protobuf.SPAN_ID, Protobuf.TOOL, state)))
                .items()
                .get(0);
        assertThat(sampled.item().facts()).containsEntry(Fact.SAMPLED, "0.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ot=th:c                    | 0.25
            ot=rv:abc;th:8             | 0.5
            vendor=1,ot=th:e666666;p:8 | 0.1
            other=th:8                 |
            ot=th:0                    |
            ot=th:x                    |
            ot=rv:8                    |
            """)
    void sampling_saidByTheTraceState_isKnownOfTheTrace(String state, Double share) {
        Spans sampled = agent();
        sampled.record().put("traceState", state);
        SessionStart start = start(sampled);
        if (share == null) {
            assertThat(start.metadata()).isNull();
        } else {
            String said = start.metadata().text();
            assertThat(said).startsWith("{\"sampled\":").endsWith("}");
            assertThat(Double.parseDouble(said.substring(11, said.length() - 1)))
                    .isCloseTo(share, offset(1e-6));
        }
    }
}
