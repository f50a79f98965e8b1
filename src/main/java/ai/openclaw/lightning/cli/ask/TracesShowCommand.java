package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;
import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning traces show}. */
@Command(
        name = "show",
        description = "Show one trace: what was asked, which tools were called, how it was rewarded.",
        footer = {"", "Examples:", "  lightning traces show last", "  lightning traces show 4bf92f3577b3 --full"})
public final class TracesShowCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "ID", description = "The trace's id, its beginning, or \"last\" for the newest trace.")
    private String id;

    @Option(names = "--full", description = "Also params and results of the tool calls, and metadata.")
    private boolean full;

    @Override
    public Integer call() {
        BridgeClient bridge = home.bridge();
        JsonNode trace = trace(bridge);
        if (output.isJson()) {
            output.document(trace);
            return ExitCode.OK;
        }
        printTrace(trace);
        printCalls(trace.path("tool_calls"));
        if (trace.hasNonNull("next_calls")) {
            output.message(
                    "the first 500 tool calls of " + trace.path("tool_count").asLong() + " are shown");
        }
        printRewards(trace.path("rewards"));
        return ExitCode.OK;
    }

    private JsonNode trace(BridgeClient bridge) {
        try {
            return bridge.get("/traces/" + QueryString.encoded(TraceIdLookup.resolve(id, bridge)));
        } catch (ClientException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.ERROR, "there is no trace " + SafeText.line(id) + "; to see them: lightning traces");
        }
    }

    private void printTrace(JsonNode trace) {
        Table.Cell outcome = OutcomeCell.of(trace);
        output.line(output.style().tone(Tone.STRONG, text(trace, "trace_id")) + "  " + text(trace, "status") + ", "
                + output.style().tone(outcome.tone(), outcome.text()));
        field("message", text(trace, "message"));
        field("session", text(trace, "session_key"));
        field("agent", agent(trace));
        field("task", text(trace, "task_key"));
        field("prompt", text(trace, "prompt_version"));
        field(
                "started",
                Amounts.second(number(trace, "start_time"))
                        + (trace.hasNonNull("duration_ms")
                                ? ", took " + Amounts.duration(number(trace, "duration_ms"))
                                : ""));
        field(
                "reward",
                trace.hasNonNull("reward") ? Amounts.signed(trace.path("reward").asDouble()) : null);
        field("tokens", trace.hasNonNull("tokens_used") ? Amounts.count(number(trace, "tokens_used")) : null);
        for (JsonNode arm : trace.path("arms")) {
            field("experiment", text(arm, "experiment") + ", " + text(arm, "arm"));
        }
        if (full) {
            block(trace, "metadata");
        }
    }

    private static String agent(JsonNode trace) {
        return Stream.of(text(trace, "agent_id"), text(trace, "model"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private void field(String name, String value) {
        if (value != null && !value.isEmpty()) {
            output.field(name, value);
        }
    }

    private void printCalls(JsonNode calls) {
        if (calls.isEmpty()) {
            return;
        }
        output.line("");
        if (!full) {
            Table table = new Table("TOOL", ">TOOK", "OUTCOME");
            calls.forEach(call ->
                    table.row(text(call, "tool_name"), Amounts.duration(number(call, "duration_ms")), outcome(call)));
            output.table(table);
            return;
        }
        for (JsonNode call : calls) {
            Table.Cell outcome = outcome(call);
            output.line(output.style().tone(Tone.STRONG, text(call, "tool_name")) + "  "
                    + Amounts.duration(number(call, "duration_ms")) + "  "
                    + output.style().tone(outcome.tone(), outcome.text()));
            block(call, "params");
            block(call, "result");
        }
    }

    private static Table.Cell outcome(JsonNode call) {
        return call.hasNonNull("error")
                ? new Table.Cell("failed: " + text(call, "error"), Tone.BAD)
                : new Table.Cell("ok", Tone.GOOD);
    }

    /** A value of any length, its lines kept. */
    private void block(JsonNode node, String name) {
        String text = JsonFields.raw(node, name);
        if (text != null && !text.equals("{}")) {
            output.line(output.style().tone(Tone.QUIET, "  " + name));
            SafeText.lines(text).lines().forEach(line -> output.line("    " + line));
        }
    }

    private void printRewards(JsonNode rewards) {
        if (rewards.isEmpty()) {
            return;
        }
        Table table = new Table(">REWARD", "SOURCE", "SUCCESS", ">RATING", "AT");
        for (JsonNode reward : rewards) {
            table.row(
                    reward.hasNonNull("reward")
                            ? Amounts.signed(reward.path("reward").asDouble())
                            : null,
                    text(reward, "source"),
                    reward.hasNonNull("success") ? reward.path("success").asBoolean() ? "yes" : "no" : null,
                    number(reward, "user_rating"),
                    Amounts.second(number(reward, "timestamp")));
        }
        output.line("");
        output.table(table);
    }
}
