package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which spans of an OTLP trace become one trace, and which become several or none. */
class OtlpTreesTest {

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
    void agents_sideBySideBelowAServer_areTracesOfTheirOwn() {
        add(
                span("9", "", "GET /"),
                agent("1", "9", "one").from(0, 50),
                tool("2", "1", "run"),
                agent("3", "9", "two").from(10, 40),
                tool("4", "3", "read"));
        assertThat(gathered.after(GRACE).traces()).hasSize(2);
        assertThat(told())
                .contains("start null | one | null | null\ncall run", "start null | two | null | null\ncall read");
    }

    @Test
    void agent_aloneBelowAServer_keepsTheIdOfTheTrace() {
        add(span("9", "", "GET /"), agent("1", "9", "one"), tool("2", "1", "run"));
        assertThat(gathered.after(GRACE).traces()).containsOnlyKeys(Spans.TRACE);
    }

    @Test
    void agent_calledByAToolOfAnother_isPartOfItsTrace() {
        add(agent("1", "", "outer"), tool("2", "1", "ask"), agent("3", "2", "inner"), tool("4", "3", "run"));
        assertThat(gathered.after(GRACE).traces()).containsOnlyKeys(Spans.TRACE);
        assertThat(told()).startsWith("start null | outer").contains("call ask", "call run");
    }

    @Test
    void agent_belowASpanThatIsNotKept_belongsToTheAgentThatRanThen() {
        add(
                agent("1", "", "outer").from(0, 100),
                tool("2", "1", "ask").from(10, 60),
                span("7", "2", "POST /"), // dropped
                agent("3", "7", "inner").from(20, 50),
                tool("4", "3", "run").from(30, 40));
        assertThat(gathered.after(GRACE).traces()).containsOnlyKeys(Spans.TRACE);
        assertThat(told()).startsWith("start null | outer").contains("call run");
    }

    @Test
    void agent_spanAboveIsLocalAndMissing_waitsForIt() {
        Spans inner = agent("3", "2", "inner");
        inner.record().put("flags", 0x101);
        add(inner, tool("4", "3", "run"));
        assertThat(gathered.after(GRACE).told()).isEmpty();
        assertThat(gathered.after(50_000).told()).isEqualTo("call run - -> -\n");
        add(tool("2", "1", "ask"), agent("1", "", "outer"));
        assertThat(gathered.after(GRACE).told()).contains("start null | outer", "call ask");
    }

    @Test
    void agent_spanAboveIsRemote_isWhole() {
        Spans inner = agent("3", "2", "inner");
        inner.record().put("flags", 0x301);
        add(inner);
        assertThat(gathered.after(GRACE).told()).startsWith("start null | inner");
    }

    @Test
    void agent_nobodySaysWhereTheSpanAboveIs_waitsAMinute() {
        add(agent("3", "2", "inner"));
        assertThat(gathered.after(59_999).told()).isEmpty();
        assertThat(gathered.after(GRACE).told()).startsWith("start null | inner");
    }

    @Test
    void agent_withoutASession_hasNone() {
        add(agent("1", "", "builder"));
        assertThat(gathered.after(GRACE).told()).startsWith("start null |");
    }

    @Test
    void spans_withoutAnAgent_areNothing() {
        add(
                span("1", "", "GET /"),
                span("2", "1", "SELECT"),
                span("3", "1", "chat m").with("gen_ai.operation.name", "chat"));
        assertThat(gathered.after(3_600_000).told()).isEmpty();
    }

    @Test
    void tool_withoutAnAgent_isATraceOfItsRoot() {
        add(tool("2", "1", "run"), span("1", "", "handle").of("service.name", "shop"));
        assertThat(gathered.after(GRACE).told()).isEqualTo("""
                start null | shop | null | null
                call run - -> -
                reward client tokens null success null value null
                end null
                """);
    }
}
