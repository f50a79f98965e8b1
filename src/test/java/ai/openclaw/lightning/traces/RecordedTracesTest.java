package ai.openclaw.lightning.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The counts that the README of the traces gives, and ids computed by hand with sha256sum. */
final class RecordedTracesTest {

    @BeforeAll
    static void folder() {
        RecordedTraces.assumePresent();
    }

    private static long successes(List<RecordedTrace> traces) {
        return traces.stream().filter(RecordedTrace::success).count();
    }

    @Test
    void tau_hasTheCountsOfItsReadme() {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);

        assertThat(traces).hasSize(200);
        assertThat(successes(traces)).isEqualTo(84);
        assertThat(traces.stream().flatMap(trace -> trace.calls().stream())).hasSize(1_164);
        assertThat(traces.stream()
                        .flatMap(trace -> trace.calls().stream())
                        .map(RecordedTrace.Call::toolName)
                        .distinct())
                .hasSize(14);
        assertThat(traces.stream().map(RecordedTrace::traceId).distinct()).hasSize(200);
        assertThat(traces.get(0).message()).startsWith("Hi! I'm looking to book a flight from New York to Seattle");
        assertThat(traces.get(0).traceId()).isEqualTo("d0807bca802d733d292c751af4e93979");
        assertThat(traces.get(0).taskKey()).isEqualTo("airline-0");
    }

    @Test
    void interCode_hasTheCountsOfItsReadme() {
        assertThat(successes(RecordedTraces.read(RecordedTraces.TRY_AGAIN))).isEqualTo(489);
        assertThat(successes(RecordedTraces.read(RecordedTraces.REACT))).isEqualTo(607);
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.HANDICAP);
        assertThat(traces).hasSize(1_034);
        assertThat(successes(traces)).isEqualTo(753);
    }

    @Test
    void react_actionInBrackets_isTheStatement() {
        RecordedTrace first = RecordedTraces.read(RecordedTraces.REACT).get(0);

        assertThat(first.traceId()).isEqualTo("da6fc1bf1d26482e8b03cada293c5fdb");
        assertThat(first.agentId()).isEqualTo("gpt-3.5_ic_sql_react_10_turns");
        assertThat(first.calls())
                .extracting(RecordedTrace.Call::toolName)
                .containsExactly("select", "describe", "select", "submit");
        assertThat(first.calls().get(1).params().get("statement").asText()).isEqualTo("DESCRIBE poker_players");
        assertThat(first.calls().get(0).error()).startsWith("Error executing query: Unknown column");
        assertThat(first.calls().get(1).error()).isNull();
    }
}
