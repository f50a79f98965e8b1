package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.log;
import static ai.openclaw.lightning.otlp.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scores that come over OTLP become rewards. */
class OtlpScoresTest {

    private static final long GRACE = 10_000;

    private final Gathered gathered = new Gathered();

    private void add(Spans... spans) {
        for (Spans span : spans) {
            gathered.add(span.items());
        }
    }

    private String told() {
        return gathered.told();
    }

    @Test
    void evaluation_resultAsALogRecord_isAReward() {
        Spans result = log("gen_ai.evaluation.result")
                .with("gen_ai.evaluation.name", "tests")
                .with("gen_ai.evaluation.score.value", "0.25")
                .with("gen_ai.evaluation.score.label", "fail");
        result.record().put("traceId", Spans.TRACE).put("spanId", "1".repeat(16));
        add(agent("1", "", "builder"), result, result);
        assertThat(gathered.after(GRACE).told())
                .containsOnlyOnce("reward checker tokens null success false value 0.25");
    }

    @Test
    void evaluation_longAfterItsTrace_isARewardOfIt() {
        Spans result = log("gen_ai.evaluation.result").with("gen_ai.evaluation.score.label", "pass");
        result.record().put("traceId", Spans.TRACE).put("spanId", "1".repeat(16));
        add(result);
        assertThat(gathered.after(GRACE).traces()).containsOnlyKeys(Spans.TRACE);
        assertThat(told()).isEqualTo("reward checker tokens null success true value null\n");
    }

    @Test
    void score_onAScaleOfItsOwn_countsByItsLabel() {
        add(agent("1", "", "builder")
                .with("annotations.0.score", "87")
                .with("annotations.0.label", "correct")
                .with("annotations.0.annotator_kind", "HUMAN"));
        assertThat(gathered.after(GRACE).told()).contains("reward user tokens null success true value null");
    }
}
