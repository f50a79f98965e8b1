package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning suggestions list}. */
@Command(name = "list", description = "List the suggestions, for each agent the best first.")
public final class SuggestionsListCommand implements Callable<Integer> {

    private static final int LIMIT_MAX = 200;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only suggestions in this status, such as proposed.")
    private Suggestion.Status status;

    @Option(names = "--agent", paramLabel = "ID", description = "Only suggestions for this agent.")
    private String agent;

    @Option(names = "--limit", paramLabel = "N", description = "Largest number to list (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Override
    public Integer call() {
        Limits.check("--limit", limit, 1, LIMIT_MAX);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("status", status);
        parameters.put("agent_id", agent);
        BridgeClient bridge = home.bridge();
        Pages pages = pages(bridge, parameters);
        if (output.isJson()) {
            pages.print(output.beginDocument(), limit, "next", "analyzed_traces", "generated_at", "missing");
        } else {
            printTable(bridge, pages);
        }
        return ExitCode.OK;
    }

    static Pages pages(BridgeClient bridge, Map<String, Object> parameters) {
        return new Pages(bridge, "/optimize/suggestions", "suggestions", parameters);
    }

    private void printTable(BridgeClient bridge, Pages pages) {
        Table table = new Table("SUGGESTION", "STATUS", "GRADE", ">EFFECT", "AGENT", "RULE");
        JsonNode last = pages.all(limit, one -> addRow(table, one));
        if (table.isEmpty()) {
            long waiting = bridge.get("/stats").at("/optimizer/waiting_traces").asLong();
            output.message("no suggestions; " + Amounts.count(JsonFields.number(last, "analyzed_traces"))
                    + " closed traces analyzed"
                    + (waiting == 0 ? "" : ", " + Amounts.count(waiting) + " to go: ask again in a moment"));
            last.path("missing")
                    .forEach(one -> output.message("  "
                            + (one.hasNonNull("agent_id") ? text(one, "agent_id") : "the agent without a name") + ": "
                            + text(one, "what")));
        } else {
            output.table(table);
        }
        last.path("estimates").forEach(this::printAgreement);
    }

    /** How well estimates of outcomes agree with those that somebody gave. */
    private void printAgreement(JsonNode estimates) {
        String agent = estimates.hasNonNull("agent_id") ? text(estimates, "agent_id") : "the agent without a name";
        String known = estimates.hasNonNull("auc")
                ? String.format(
                        Locale.ROOT,
                        "; a success has a larger estimate than a failure in %.0f %% of pairs",
                        100 * estimates.path("auc").asDouble())
                : "";
        output.message(agent + ": " + Amounts.count(JsonFields.number(estimates, "estimated"), "estimated outcome")
                + ", " + Amounts.count(JsonFields.number(estimates, "explicit"), "known one") + known);
    }

    private static void addRow(Table table, JsonNode one) {
        table.row(
                ShortId.of(one.path("id").asText()),
                EvidenceFormat.status(one),
                EvidenceFormat.grade(one),
                EvidenceFormat.bestKnownEffect(one),
                one.hasNonNull("agent_id") ? text(one, "agent_id") : "any",
                EvidenceFormat.rule(one));
    }
}
