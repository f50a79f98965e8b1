package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning suggestions list}. */
@Command(name = "list", description = "List suggestions, the best of each agent first.")
public final class SuggestionsListCommand implements Callable<Integer> {

    private static final int LIMIT_MAX = 200;
    private static final int AGENT_COLUMNS_MAX = 20;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only proposed, in_experiment, adopted, … ones.")
    private Suggestion.Status status;

    @Option(names = "--agent", paramLabel = "ID", description = "For this agent only.")
    private String agent;

    @Option(names = "--limit", paramLabel = "N", description = "At most that many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Override
    public Integer call() {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new CommandFailure(ExitCode.USAGE, "--limit must lie between 1 and " + LIMIT_MAX);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("status", status);
        parameters.put("agent_id", agent);
        parameters.put("limit", limit);
        JsonNode found = home.bridge().get("/optimize/suggestions" + QueryString.of(parameters));
        if (output.isJson()) {
            output.document(found);
            return ExitCode.OK;
        }
        Table table = new Table("SUGGESTION", "STATUS", "GRADE", ">EFFECT", "AGENT", "RULE");
        for (JsonNode one : found.path("suggestions")) {
            String metric = one.path("metric").asText();
            table.row(
                    text(one, "id"),
                    EvidenceFormat.status(one),
                    EvidenceFormat.grade(one),
                    EvidenceFormat.effect(one.path("effect"), metric),
                    Table.cell(one.hasNonNull("agent_id") ? text(one, "agent_id") : "any", AGENT_COLUMNS_MAX),
                    EvidenceFormat.rule(one));
        }
        if (table.isEmpty()) {
            output.message("no suggestions; " + Amounts.count(JsonFields.number(found, "analyzed_traces"))
                    + " closed traces were learned from");
        } else {
            output.table(table);
        }
        return ExitCode.OK;
    }
}
