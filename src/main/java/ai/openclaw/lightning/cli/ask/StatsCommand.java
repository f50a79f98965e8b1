package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning stats}. */
@Command(
        name = "stats",
        description = "Show statistics on traces, rewards and tools.",
        footer = {"", "Example:", "  lightning stats --json | jq .success_rate"})
public final class StatsCommand implements Callable<Integer> {

    private static final int TOOLS_MAX = 10_000;

    /** How many traces stand for all where no agent reports its latency. */
    private static final int NEWEST = 100;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--tools", paramLabel = "N", description = "Number of tools to show (default: ${DEFAULT-VALUE}).")
    private int toolsMax = 15;

    @Override
    public Integer call() {
        Limits.check("--tools", toolsMax, 0, TOOLS_MAX);
        BridgeClient bridge = home.bridge();
        JsonNode stats = bridge.get("/stats");
        if (output.isJson()) {
            output.document(stats);
            return ExitCode.OK;
        }
        JsonNode traces = stats.path("traces");
        output.field(
                "traces",
                Amounts.count(number(stats, "total_traces")) + " in "
                        + Amounts.count(number(stats, "total_sessions"), "session") + "; "
                        + Amounts.count(number(traces, "open")) + " open, "
                        + Amounts.count(number(traces, "abandoned")) + " abandoned");
        output.field(
                "success",
                Amounts.share(number(stats, "success_rate")) + " of "
                        + Amounts.count(traces.path("successes").asLong()
                                + traces.path("failures").asLong())
                        + " with known outcome");
        JsonNode rewards = stats.path("rewards");
        output.field("rewards", Amounts.count(number(rewards, "count")) + mean(rewards.path("mean")));
        output.field("latency", latency(bridge, stats));
        output.field("tokens", Amounts.count(number(stats, "tokens_used")));
        JsonNode calls = stats.path("tool_calls");
        output.field(
                "tool calls",
                Amounts.count(number(calls, "count")) + ", " + Amounts.count(number(calls, "errors")) + " failed");
        JsonNode storage = stats.path("storage");
        output.field(
                "storage",
                Amounts.bytes(storage.path("database_bytes").asLong()
                        + storage.path("wal_bytes").asLong()));
        printTools(stats, bridge.getAnyStatus("/tools").body().path("tools"));
        return ExitCode.OK;
    }

    /** The sums know what agents reported. Where none reports it, the newest traces say how long they took. */
    private static String latency(BridgeClient bridge, JsonNode stats) {
        if (stats.hasNonNull("avg_latency_ms")) {
            return Amounts.duration(number(stats, "avg_latency_ms")) + " on average";
        }
        long timed = 0;
        double sumMs = 0;
        for (JsonNode trace :
                bridge.getAnyStatus("/traces?limit=" + NEWEST).body().path("traces")) {
            if (trace.hasNonNull("duration_ms")) {
                timed++;
                sumMs += trace.path("duration_ms").asDouble();
            }
        }
        return timed == 0
                ? "-"
                : Amounts.duration(sumMs / timed) + " on average, over the newest "
                        + (timed == 1 ? "trace" : Amounts.count(timed, "trace"));
    }

    /** The sums of all that is stored, and beside them what only the calls of the last 7 days can tell. */
    private void printTools(JsonNode stats, JsonNode lately) {
        Map<String, JsonNode> uses = new HashMap<>();
        lately.forEach(use -> uses.put(use.path("tool_name").asText(), use));
        Table table = new Table("TOOL", ">CALLS", ">FAILED", ">ON AVERAGE", ">95 % WITHIN");
        Table failures = new Table("TOOL", ">TIMES", "WHAT IT SAID IN THE LAST 7 DAYS").withSummary();
        int shown = 0;
        for (JsonNode tool : stats.path("tools")) {
            if (shown++ < toolsMax) {
                String name = tool.path("tool_name").asText();
                JsonNode use = uses.getOrDefault(name, MissingNode.getInstance());
                addTool(table, name, tool, use);
                use.path("failures")
                        .forEach(one -> failures.row(
                                name,
                                Amounts.count(number(one, "count")),
                                one.path("error").asText()));
            }
        }
        if (stats.path("other").path("calls").asLong() > 0) {
            addTool(table, "(all others)", stats.path("other"), MissingNode.getInstance());
        }
        if (!table.isEmpty()) {
            output.line("");
            output.table(table);
        }
        if (!failures.isEmpty()) {
            output.line("");
            output.table(failures);
        }
        if (shown > toolsMax) {
            output.message((shown - toolsMax) + " more tools: lightning stats --tools " + shown);
        }
    }

    private static void addTool(Table table, String name, JsonNode tool, JsonNode lately) {
        double calls = tool.path("calls").asDouble();
        table.row(
                name,
                Amounts.count(number(tool, "calls")),
                calls == 0 ? null : Amounts.share(tool.path("errors").asDouble() / calls),
                Amounts.duration(number(tool, "avg_duration_ms")),
                Amounts.duration(number(lately, "duration_ms_p95")));
    }

    private static String mean(JsonNode mean) {
        return mean.isNumber() ? ", " + Amounts.signed(mean.asDouble()) + " on average" : "";
    }
}
