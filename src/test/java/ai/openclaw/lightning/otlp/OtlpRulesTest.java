package ai.openclaw.lightning.otlp;

import static ai.openclaw.lightning.otlp.Spans.agent;
import static ai.openclaw.lightning.otlp.Spans.log;
import static ai.openclaw.lightning.otlp.Spans.span;
import static ai.openclaw.lightning.otlp.Spans.tool;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.otlp.Group;
import org.junit.jupiter.api.Test;

/** Each rule of docs/otlp.md for what is not one request with a whole trace in it. */
class OtlpRulesTest {

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
    void trace_rootHasCome_isStoredAfterTheGrace() {
        add(tool("2", "1", "run"), agent("1", "", "builder"));
        assertThat(gathered.after(GRACE - 1).told()).isEmpty();
        assertThat(gathered.after(1).told()).isEqualTo("""
                start null | builder | null | null
                call run - -> -
                reward client tokens null success null value null
                end null
                """);
    }

    @Test
    void span_beforeTheGraceIsOver_beginsItAnew() {
        add(agent("1", "", "builder"));
        gathered.after(GRACE - 1);
        add(tool("2", "1", "run"));
        assertThat(gathered.after(GRACE - 1).told()).isEmpty();
        assertThat(gathered.after(1).told()).contains("call run");
    }

    @Test
    void call_rootDoesNotCome_isStoredAfterAMinuteInAnOpenTrace() {
        add(tool("2", "1", "run"));
        assertThat(gathered.after(59_999).told()).isEmpty();
        assertThat(gathered.after(GRACE).told()).isEqualTo("call run - -> -\n");
        add(agent("1", "", "builder"));
        assertThat(gathered.after(GRACE).told()).isEqualTo("""
                call run - -> -
                start null | builder | null | null
                reward client tokens null success null value null
                end null
                """);
        assertThat(gathered.traces()).containsOnlyKeys(Spans.TRACE);
    }

    @Test
    void trace_rootNeverComes_isStoredWithoutAnEnd() {
        add(tool("2", "1", "run").with("session.id", "s"));
        assertThat(gathered.after(3_600_000).told()).isEqualTo("""
                start s | null | null | null
                call run - -> -
                """);
    }

    @Test
    void span_late_isAddedAndNothingIsSaidTwice() {
        add(agent("1", "", "builder"));
        gathered.after(GRACE);
        add(tool("2", "1", "run"), agent("1", "", "builder"));
        gathered.after(GRACE);
        assertThat(told()).endsWith("end null\ncall run - -> -\n").containsOnlyOnce("start");
    }

    @Test
    void span_whileItsTraceIsBeingStored_isStoredAfterwards() {
        Group group = new Group(Spans.TRACE);
        add(group, agent("1", "", "builder"));
        assertThat(group.due(Gathered.NOW + GRACE, Gathered.TIMING, Group.Need.USUAL))
                .isNotEmpty();
        add(group, tool("2", "1", "run"));
        group.stored();
        assertThat(group.isQuiet()).isFalse();
        assertThat(group.due(Gathered.NOW + 2 * GRACE, Gathered.TIMING, Group.Need.USUAL))
                .extracting(step -> step.kind())
                .containsExactly(EventKind.TOOL_CALL);
    }

    @Test
    void memory_scarce_storesCallsAndKeepsWhatTheTraceStillNeeds() {
        Group group = new Group(Spans.TRACE);
        add(group, tool("2", "1", "run").with("gen_ai.tool.call.result", "x".repeat(5_000)));
        assertThat(group.due(Gathered.NOW, Gathered.TIMING, Group.Need.HURRY)).hasSize(1);
        group.stored();
        assertThat(group.bytes()).isLessThan(1_000);
        add(group, agent("1", "", "builder"));
        assertThat(group.due(Gathered.NOW + GRACE, Gathered.TIMING, Group.Need.USUAL))
                .extracting(step -> step.kind())
                .containsExactly(EventKind.SESSION_START, EventKind.REWARD, EventKind.SESSION_END);
    }

    private static void add(Group group, Spans span) {
        span.items().forEach(item -> group.add(item, Gathered.NOW, Gathered.TIMING));
    }

    @Test
    void span_twiceWithALaterEnd_isTheLaterOne() {
        add(
                tool("2", "1", "run").from(0, 9).failed("too long"),
                tool("2", "1", "run").from(0, 5),
                agent("1", "", "b"));
        assertThat(gathered.after(GRACE).told()).contains("failed: too long");
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
    void session_onAnyOfItsSpans_isTheTraces() {
        add(agent("1", "", "builder"), tool("2", "1", "run").with("gen_ai.conversation.id", "c-1"));
        assertThat(gathered.after(GRACE).told()).startsWith("start c-1 |");
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

    @Test
    void success_statusOk_isUnknown() {
        Spans root = agent("1", "", "builder");
        root.record().putObject("status").put("code", 1);
        add(root, tool("2", "1", "run").failed("no"));
        assertThat(gathered.after(GRACE).told()).contains("end null").doesNotContain("success true");
    }

    @Test
    void success_rootFailed_isFalse() {
        add(agent("1", "", "builder").failed("crash").with("error.type", "TimeoutError"));
        assertThat(gathered.after(GRACE).told()).contains("end false");
    }

    @Test
    void call_seenByALibraryAndByMcp_isOne() {
        add(
                agent("1", "", "builder"),
                tool("2", "1", "search"),
                span("3", "2", "tools/call search")
                        .with("mcp.method.name", "tools/call")
                        .with("gen_ai.tool.name", "search"));
        assertThat(gathered.after(GRACE).told()).containsOnlyOnce("call search");
    }

    @Test
    void handOver_isNoCall() {
        add(agent("1", "", "builder"), tool("2", "1", "transfer_to_fixer"));
        assertThat(gathered.after(GRACE).told()).doesNotContain("call");
    }

    @Test
    void tokens_ofTheSpansBelow_countInsteadOfTheSum() {
        add(
                agent("1", "", "builder")
                        .with("gen_ai.usage.input_tokens", "30")
                        .with("gen_ai.usage.output_tokens", "6"),
                model("2", "a", "10", "2"),
                model("3", "b", "20", "4"));
        assertThat(gathered.after(GRACE).told()).contains("tokens 36").contains("| b |");
    }

    private static Spans model(String id, String model, String input, String output) {
        return span(id, "1", "chat " + model)
                .with("gen_ai.operation.name", "chat")
                .with("gen_ai.response.model", model)
                .with("gen_ai.usage.input_tokens", input)
                .with("gen_ai.usage.output_tokens", output)
                .with("gen_ai.usage.cache_read.input_tokens", "9");
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

    @Test
    void claudeCode_theNextPrompt_endsTheTurnBefore() {
        add(prompt("p1", "one", 0), result("p1", "t1", 10), prompt("p2", "two", 20), result("p2", "t2", 30));
        assertThat(gathered.after(GRACE).traces()).hasSize(2);
        assertThat(told())
                .contains("start s | claude-code | null | one\ncall Bash", "end null")
                .containsOnlyOnce("end null")
                .contains("start s | claude-code | null | two\ncall Bash");
    }

    private static Spans prompt(String id, String text, long at) {
        return ofClaude("user_prompt", id, at).with("prompt", text);
    }

    private static Spans result(String promptId, String id, long at) {
        return ofClaude("tool_result", promptId, at)
                .with("tool_name", "Bash")
                .with("tool_use_id", id)
                .with("success", "true");
    }

    private static Spans ofClaude(String event, String promptId, long at) {
        return log(event)
                .of("service.name", "claude-code")
                .with("session.id", "s")
                .with("prompt.id", promptId)
                .at(at);
    }

    @Test
    void geminiCli_logRecordsAndSpans_areTheLogRecords() {
        add(
                ofGemini(log("gemini_cli.user_prompt")
                        .with("prompt_id", "p")
                        .with("prompt", "<session_context>x</session_context>\nWhy?")),
                ofGemini(log("gemini_cli.tool_call")
                        .with("prompt_id", "p")
                        .with("function_name", "read_file")
                        .with("function_args", "{\"path\":\"a\"}")
                        .with("success", "false")
                        .with("error", "no such file")
                        .at(5)),
                ofGemini(log("gemini_cli.api_response")
                        .with("prompt_id", "p")
                        .with("input_token_count", "7")
                        .with("output_token_count", "3")
                        .at(6)),
                ofGemini(agent("1", "", "gemini")),
                ofGemini(tool("2", "1", "read_file")));
        assertThat(gathered.after(GRACE).told()).isEqualTo("""
                start g | gemini-cli | null | Why?
                call read_file {"path":"a"} -> - failed: no such file
                reward client tokens 10 success null value null
                """);
    }

    private static Spans ofGemini(Spans record) {
        return record.of("service.name", "gemini-cli").with("session.id", "g");
    }
}
