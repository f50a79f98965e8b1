package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;
import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.cli.frame.Vocabulary;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.JsonDocument;
import ai.openclaw.lightning.terminal.Labelled;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.Set;
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
        description = "Show one trace with its message, tool calls and rewards.",
        footer = {"", "Examples:", "  lightning traces show last", "  lightning traces show 4bf92f3577b3 --full"})
public final class TracesShowCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    /** The most tool calls, and the most rewards, that are printed for a person. */
    private static final int ROWS_MAX = 500;

    private static final Set<String> LISTS = Set.of("tool_calls", "next_calls", "rewards", "next_rewards");

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "ID",
            description = "The trace's id, the beginning of it, or \"last\" for the newest trace.")
    private String id;

    @Option(names = "--full", description = "Also show metadata, and the params and results of tool calls.")
    private boolean full;

    @Override
    public Integer call() {
        TracePages trace = trace(home.bridge());
        if (output.isJson()) {
            printDocument(trace);
        } else {
            printTrace(trace.first());
            printCalls(trace);
            printRewards(trace);
        }
        return ExitCode.OK;
    }

    private TracePages trace(BridgeClient bridge) {
        try {
            return new TracePages(bridge, TraceIdLookup.resolve(id, bridge));
        } catch (ClientException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "there is no trace " + SafeText.line(id) + "; to list the traces: lightning traces");
        }
    }

    /** Prints the trace as the bridge returns it, with all pages of its lists in one document. */
    private void printDocument(TracePages trace) {
        JsonDocument document = output.beginDocument();
        for (Map.Entry<String, JsonNode> field : trace.first().properties()) {
            if (!LISTS.contains(field.getKey())) {
                document.field(field.getKey(), field.getValue());
            }
        }
        document.beginList("tool_calls");
        trace.calls(Long.MAX_VALUE, document::row);
        document.endList();
        document.beginList("rewards");
        trace.rewards(Long.MAX_VALUE, document::row);
        document.endList();
        document.field("next_calls", NullNode.getInstance());
        document.field("next_rewards", NullNode.getInstance());
        document.end();
    }

    private void printTrace(JsonNode trace) {
        Table.Cell outcome = OutcomeCell.of(trace);
        String status = Vocabulary.OUTCOME.word(text(trace, "status"));
        output.line(output.style().tone(Tone.STRONG, text(trace, "trace_id")) + "  " + status
                + (outcome.text().equals(status) ? "" : ", " + output.style().tone(outcome.tone(), outcome.text())));
        field("message", text(trace, "message"));
        field("session", text(trace, "session_key"));
        field("agent", agent(trace));
        field("task", text(trace, "task_key"));
        field("prompt", text(trace, "prompt_version"));
        field("failure", text(trace, "failure"));
        field("origin", origin(trace));
        field("sender", text(trace, "sender"));
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
            field("experiment", ShortId.of(text(arm, "experiment")) + ", " + Vocabulary.ARM.word(text(arm, "arm")));
        }
        if (full) {
            block(trace, "metadata");
        }
    }

    /** Who asked, where it was not the user. */
    private static String origin(JsonNode trace) {
        String origin = text(trace, "origin");
        String parent = text(trace, "parent_trace_id");
        return origin.equals(TraceOrigin.USER.jsonName())
                ? ""
                : origin + (parent.isEmpty() ? "" : ", for " + TraceIdLookup.shortened(parent));
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

    private void printCalls(TracePages trace) {
        if (trace.first().path("tool_calls").isEmpty()) {
            return;
        }
        output.line("");
        boolean more;
        if (full) {
            more = trace.calls(ROWS_MAX, this::printCall);
        } else {
            Table table = new Table("TOOL", ">TOOK", "OUTCOME").withSummary();
            more = trace.calls(
                    ROWS_MAX,
                    call -> table.row(
                            text(call, "tool_name"), Amounts.duration(number(call, "duration_ms")), outcome(call)));
            output.table(table);
        }
        if (more) {
            output.message("only the first " + ROWS_MAX + " of "
                    + trace.first().path("tool_count").asLong() + " tool calls are shown; to see all: --json");
        }
    }

    private void printCall(JsonNode call) {
        Table.Cell outcome = outcome(call);
        String label = text(call, "tool_name") + "  " + Amounts.duration(number(call, "duration_ms")) + "  ";
        output.lines(Labelled.lines(label, Tone.STRONG, outcome.text(), outcome.tone(), output.style()));
        block(call, "params");
        block(call, "result");
    }

    private static Table.Cell outcome(JsonNode call) {
        return call.hasNonNull("error")
                ? new Table.Cell("failed: " + text(call, "error"), Tone.BAD)
                : new Table.Cell("ok", Tone.GOOD);
    }

    /** Prints a value of any length, with its line breaks. */
    private void block(JsonNode node, String name) {
        String text = JsonFields.raw(node, name);
        if (text != null && !text.equals("{}")) {
            output.line(output.style().tone(Tone.QUIET, "  " + name));
            SafeText.lines(text).lines().forEach(line -> output.paragraph("    " + line, null));
        }
    }

    private void printRewards(TracePages trace) {
        if (trace.first().path("rewards").isEmpty()) {
            return;
        }
        Table table = new Table(">REWARD", "SOURCE", "SUCCESS", ">RATING", "AT");
        boolean more = trace.rewards(
                ROWS_MAX,
                reward -> table.row(
                        reward.hasNonNull("reward")
                                ? Amounts.signed(reward.path("reward").asDouble())
                                : null,
                        text(reward, "source"),
                        reward.hasNonNull("success") ? reward.path("success").asBoolean() ? "yes" : "no" : null,
                        number(reward, "user_rating"),
                        Amounts.second(number(reward, "timestamp"))));
        output.line("");
        output.table(table);
        if (more) {
            output.message("only the first " + ROWS_MAX + " rewards are shown; to see all: --json");
        }
    }
}
