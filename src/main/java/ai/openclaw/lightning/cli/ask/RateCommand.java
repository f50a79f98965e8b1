package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;
import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning rate}. */
@Command(
        name = "rate",
        description = "List the traces whose ratings would help most, or rate one.",
        footer = {"", "Examples:", "  lightning rate", "  lightning rate 4bf92f3577b3 good", "  lightning rate last bad"
        })
public final class RateCommand implements Callable<Integer> {

    /** How a run went, in the words of OpenClaw's {@code /rate}. */
    enum Rating {
        GOOD,
        BAD
    }

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "The trace's id, the beginning of it, or \"last\" for the newest trace.")
    private String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RATING", description = "${COMPLETION-CANDIDATES}")
    private Rating rating;

    @Override
    public Integer call() {
        BridgeClient bridge = home.bridge();
        if (id == null) {
            list(new Pages(bridge, "/optimize/ratings", "wanted", Map.of()));
            return ExitCode.OK;
        }
        if (rating == null) {
            output.message("say how it went: lightning rate " + id + " good, or bad");
            return ExitCode.USAGE;
        }
        String traceId = TraceIdLookup.resolve(id, bridge);
        JsonNode answer = bridge.post(
                "/reward/emit",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("trace_id", traceId)
                        .put("success", rating == Rating.GOOD)
                        .put("source", "user"));
        if (output.isJson()) {
            output.document(answer);
        } else {
            output.message(TraceIdLookup.shortened(traceId) + (rating == Rating.GOOD ? " went well" : " failed"));
        }
        return ExitCode.OK;
    }

    private void list(Pages pages) {
        if (output.isJson()) {
            pages.print(output.beginDocument(), Integer.MAX_VALUE, "next");
            return;
        }
        Table table = new Table("TRACE", "AGENT", ">SEEMS", "UNTIL", "BECAUSE");
        pages.all(Integer.MAX_VALUE, one -> addRow(table, one));
        if (table.isEmpty()) {
            output.message("no rating is asked for; you may rate any trace: lightning rate ID good");
        } else {
            output.table(table);
        }
    }

    private static void addRow(Table table, JsonNode one) {
        List<String> signals = new ArrayList<>();
        one.path("signals").forEach(signal -> signals.add(signal.asText()));
        table.row(
                TraceIdLookup.shortened(text(one, "trace_id")),
                one.hasNonNull("agent_id") ? text(one, "agent_id") : "any",
                Amounts.share(number(one, "outcome_estimate")) + " good",
                Amounts.minute(number(one, "until")),
                signals.isEmpty() ? "no sign of either" : String.join("; ", signals));
    }
}
