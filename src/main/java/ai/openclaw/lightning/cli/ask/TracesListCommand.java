package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;
import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.PastTime;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning traces list}. */
@Command(
        name = "list",
        description = "List traces, newest first.",
        footer = {
            "",
            "The list shortens ids; \"traces show\" accepts them in that form. Examples:",
            "  lightning traces list --failed --tool run_tests --since 7d",
            "  lightning traces list --search 'leap day'",
            "  lightning traces list --json --limit 200 | jq -r '.traces[].trace_id'"
        })
public final class TracesListCommand implements Callable<Integer> {

    private static final int LIMIT_MAX = 1_000;
    /** Where the output is no terminal. */
    private static final int MESSAGE_COLUMNS_MAX = 200;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--limit", paramLabel = "N", description = "Largest number to list (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--session", paramLabel = "KEY", description = "Only traces of this session.")
    private String session;

    @Option(names = "--agent", paramLabel = "ID", description = "Only traces of this agent.")
    private String agent;

    @Option(names = "--tool", paramLabel = "NAME", description = "Only traces that used this tool.")
    private String tool;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only traces in this status: open, ended or abandoned.")
    private TraceStatus status;

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Only traces of this origin: user, retry, subagent, review, resume or schedule.")
    private TraceOrigin origin;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only traces with this text in the message or in an error; A to Z in either case.")
    private String search;

    @Option(names = "--sender", paramLabel = "NAME", description = "Only traces that came with the key of this name.")
    private String sender;

    @Option(names = "--failed", description = "Only traces that failed.")
    private boolean failed;

    @Option(names = "--succeeded", description = "Only traces that succeeded.")
    private boolean succeeded;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only traces started since then: 90m, 2h, 7d, 2026-11-20.")
    private String since;

    @Override
    public Integer call() {
        Limits.check("--limit", limit, 1, LIMIT_MAX);
        if (failed && succeeded) {
            throw new CommandFailure(ExitCode.USAGE, "--failed and --succeeded can't be combined");
        }
        if (output.isJson()) {
            pages().print(output.beginDocument(), limit, "next");
        } else {
            printTable(pages());
        }
        return ExitCode.OK;
    }

    private Pages pages() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("session_key", session);
        parameters.put("agent_id", agent);
        parameters.put("status", status);
        parameters.put("success", failed || succeeded ? (Object) succeeded : null);
        parameters.put("tool", tool);
        parameters.put("origin", origin);
        parameters.put("sender", sender);
        parameters.put("q", search);
        parameters.put(
                "since",
                since == null
                        ? null
                        : (Object) PastTime.parse("--since", since, Instant.now(), ZoneId.systemDefault()));
        return new Pages(home.bridge(), "/traces", "traces", parameters);
    }

    private void printTable(Pages pages) {
        Table table = new Table("TRACE", "STARTED", ">TOOK", "OUTCOME", ">CALLS", "SESSION", "MESSAGE").withSummary();
        JsonNode last = pages.all(limit, trace -> addRow(table, trace));
        if (table.isEmpty()) {
            output.message("no matching traces");
            return;
        }
        output.table(table);
        if (last.hasNonNull("next")) {
            output.message("there are more; to see them: --limit " + Math.min(LIMIT_MAX, limit * 5));
        }
    }

    private static void addRow(Table table, JsonNode trace) {
        table.row(
                TraceIdLookup.shortened(trace.path("trace_id").asText()),
                Amounts.minute(number(trace, "start_time")),
                Amounts.duration(number(trace, "duration_ms")),
                OutcomeCell.of(trace),
                Amounts.count(number(trace, "tool_count")),
                text(trace, "session_key"),
                Table.cell(text(trace, "message"), MESSAGE_COLUMNS_MAX));
    }
}
