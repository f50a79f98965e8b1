package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.cli.frame.Vocabulary;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning suggestions show}. */
@Command(name = "show", description = "Show one suggestion with its evidence.")
public final class SuggestionsShowCommand implements Callable<Integer> {

    private static final int TRACES_SHOWN = 3;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "ID", description = "The suggestion's id, or any unique part of it.")
    private String id;

    @Override
    public Integer call() {
        BridgeClient bridge = home.bridge();
        JsonNode one = IdLookup.find(SuggestionsListCommand.pages(bridge, Map.of()), id, "suggestion");
        if (output.isJson()) {
            output.document(one);
            return ExitCode.OK;
        }
        print(one, bridge);
        return ExitCode.OK;
    }

    private void print(JsonNode one, BridgeClient bridge) {
        String metric = one.path("metric").asText();
        output.line(output.style().tone(Tone.STRONG, text(one, "id")) + "  " + EvidenceFormat.status(one));
        output.field("rule", EvidenceFormat.rule(one));
        if (one.path("kind").asText().equals("replace_rule")) {
            output.field("instead of", ShortId.of(text(one, "replaces")));
        }
        output.field("agent", one.hasNonNull("agent_id") ? text(one, "agent_id") : "any");
        output.field("grade", text(one, "grade") + ": " + text(one, "grade_reason"));
        if (one.hasNonNull("measured")) {
            output.field("measured", EvidenceFormat.measured(one.path("measured")));
        }
        output.field(
                one.hasNonNull("measured") ? "seen before" : "effect",
                EvidenceFormat.withInterval(one.path("effect"), metric) + " on " + Vocabulary.METRIC.word(metric));
        output.field("expect", text(one.path("expected_change"), "text"));
        if (one.hasNonNull("decision_traces")) {
            output.field("to decide", EvidenceFormat.toDecide(one));
        }
        printGroups(one, metric, bridge);
        int shown = 0;
        for (JsonNode trace : one.path("trace_ids")) {
            if (shown++ < TRACES_SHOWN) {
                output.field(
                        shown == 1 ? "see" : "", "lightning traces show " + TraceIdLookup.shortened(trace.asText()));
            }
        }
        printHistory(one.path("history"));
    }

    private void printGroups(JsonNode one, String metric, BridgeClient bridge) {
        Table table = new Table(">DID SO", ">TRACES", ">DID NOT", ">TRACES", "AMONG");
        addGroup(table, "all", one, metric);
        for (JsonNode stratum : one.path("strata")) {
            addGroup(table, StratumName.of(stratum, bridge), stratum, metric);
        }
        output.line("");
        output.table(table);
        output.line("");
    }

    private static void addGroup(Table table, String name, JsonNode group, String metric) {
        table.row(
                EvidenceFormat.mean(group.path("taken").path("mean"), metric),
                Amounts.count(JsonFields.number(group.path("taken"), "traces")),
                EvidenceFormat.mean(group.path("not_taken").path("mean"), metric),
                Amounts.count(JsonFields.number(group.path("not_taken"), "traces")),
                name);
    }

    private void printHistory(JsonNode history) {
        boolean first = true;
        for (JsonNode change : history) {
            output.field(
                    first ? "history" : "",
                    Amounts.minute(JsonFields.number(change, "at")) + "  "
                            + Vocabulary.SUGGESTION.word(text(change, "to")) + " by "
                            + Vocabulary.ACTOR.word(text(change, "actor"))
                            + (text(change, "reason").isEmpty() ? "" : ": " + ShortId.within(text(change, "reason"))));
            first = false;
        }
    }
}
