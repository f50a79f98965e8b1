package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.number;
import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.cli.frame.Vocabulary;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning experiments}. */
@Command(
        name = "experiments",
        description = "List the experiments, or show one with its evidence.",
        footer = {
            "",
            "EVIDENCE grows as the data speak for the rule. A single experiment adopts its rule at 20, and a helper's idea"
                    + " at more.",
            "",
            "Examples:",
            "  lightning experiments",
            "  lightning experiments 742dd37a"
        })
public final class ExperimentsCommand implements Callable<Integer> {

    private static final String METRIC = "success";
    private static final String STILL_COUNTING = " units counted";

    /** Evidence of harm that rolls a rule back, and evidence of too little gain that ends its trial. */
    private static final int WORSE_AT = 10;

    private static final int FUTILE_AT = 10;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The experiment to show: its id, or the id of its suggestion, or any unique part of either.")
    private String id;

    @Override
    public Integer call() {
        Pages all = new Pages(home.bridge(), "/optimize/experiments", "experiments", Map.of());
        if (id != null) {
            JsonNode one = IdLookup.find(all, id, "experiment", "suggestions");
            if (output.isJson()) {
                output.document(one);
            } else {
                print(one);
            }
        } else if (output.isJson()) {
            all.print(output.beginDocument(), Integer.MAX_VALUE, "next");
        } else {
            printTable(all);
        }
        return ExitCode.OK;
    }

    private void printTable(Pages all) {
        Table table = new Table("EXPERIMENT", "STATUS", ">NOT TOLD", ">TOLD", ">COUNTED", ">EVIDENCE", "SUGGESTIONS");
        all.all(Integer.MAX_VALUE, one -> addRow(table, one));
        if (table.isEmpty()) {
            output.message("no experiments; to begin one: lightning suggestions accept ID");
        } else {
            output.table(table);
        }
    }

    private static void addRow(Table table, JsonNode one) {
        table.row(
                ShortId.of(one.path("id").asText()),
                Vocabulary.EXPERIMENT.word(text(one, "status")),
                EvidenceFormat.mean(one.path("control").path("mean"), METRIC),
                EvidenceFormat.mean(one.path("treatment").path("mean"), METRIC),
                Amounts.count(number(one, "counted")) + "/" + Amounts.count(number(one, "units_max")),
                evidence(one, "evidence"),
                suggestions(one));
    }

    private void print(JsonNode one) {
        output.line(output.style().tone(Tone.STRONG, text(one, "id")) + "  "
                + Vocabulary.EXPERIMENT.word(text(one, "status")));
        output.field("verdict", verdict(one));
        output.field("suggestion", suggestions(one));
        output.field("agent", one.hasNonNull("agent_id") ? text(one, "agent_id") : "any");
        output.field(Vocabulary.ARM.word("control"), arm(one.path("control")));
        output.field(Vocabulary.ARM.word("treatment"), arm(one.path("treatment")));
        output.field("effect", effect(one));
        JsonNode there = one.path("in_situation");
        if (there.isObject()) {
            output.field("situation", there(one, there));
        }
        if (text(one, "goal").equals("fewer_calls")) {
            output.field("calls", calls(there.path("counts").asBoolean() ? there : one));
        }
        output.field(
                "evidence",
                evidence(one, "evidence") + " that it helps; it is adopted at "
                        + Amounts.count(number(one, "evidence_needed")));
        output.field("", evidence(one, "harm_evidence") + " that it harms; it is rolled back at " + WORSE_AT);
        if (one.path("futility").asDouble() > 0) {
            output.field("", evidence(one, "futility") + " that too little is to be gained; it ends at " + FUTILE_AT);
        }
        if (one.hasNonNull("days_left")) {
            output.field(
                    "time left",
                    "about " + days(one.path("days_left").asDouble()) + " until the verdict at the present rate");
        }
        output.field(
                "counted",
                Amounts.count(number(one, "counted")) + " of at most " + Amounts.count(number(one, "units_max")) + "; "
                        + Amounts.count(number(one, "waiting")) + " under way, "
                        + Amounts.count(number(one, "missing")) + " without an outcome"
                        + (one.hasNonNull("estimates")
                                ? ", " + Amounts.count(number(one.path("estimates"), "rated")) + " rated"
                                : ""));
        if (one.path("estimates").isObject()) {
            output.field("estimates", estimates(one.path("estimates")));
        }
        if (one.hasNonNull("applied_share")) {
            output.field(
                    "applied", Amounts.share(number(one, "applied_share")) + " of those who were to be told were told");
        }
        output.field("started", Amounts.minute(number(one, "started_at")));
        if (one.hasNonNull("ended_at")) {
            output.field("ended", Amounts.minute(number(one, "ended_at")));
        }
    }

    /** While it runs, its reason says only how much is counted. */
    private static String verdict(JsonNode one) {
        String reason = text(one, "reason");
        return reason.contains(STILL_COUNTING) ? "none yet" : reason;
    }

    /** Unknown until both groups have a trace. */
    private static String effect(JsonNode units) {
        return isEmpty(units.path("control")) || isEmpty(units.path("treatment"))
                ? "-"
                : EvidenceFormat.withInterval(units.path("effect"), METRIC);
    }

    private static boolean isEmpty(JsonNode group) {
        return group.path("traces").asLong() == 0;
    }

    private static String there(JsonNode one, JsonNode there) {
        long traces = number(there.path("control"), "traces").longValue()
                + number(there.path("treatment"), "traces").longValue();
        return effect(there) + " in the "
                + Amounts.count(traces, "trace") + " " + EvidenceFormat.situation(one.path("trigger"))
                + (there.path("counts").asBoolean()
                        ? ""
                        : "; this no longer counts, because the rule changes how often that happens");
    }

    private static String estimates(JsonNode estimates) {
        return "alone they say " + EvidenceFormat.withInterval(estimates.path("effect"), METRIC)
                + "; the ratings correct that, and more of them help: lightning rate";
    }

    private static String calls(JsonNode units) {
        return units.hasNonNull("control_calls") && units.hasNonNull("treatment_calls")
                ? String.format(
                        Locale.ROOT,
                        "%.1f a trace without the rule, %.1f with it",
                        units.path("control_calls").asDouble(),
                        units.path("treatment_calls").asDouble())
                : "not known yet";
    }

    private static String days(double days) {
        return days < 1.5 ? "a day" : Math.round(days) + " days";
    }

    private static String arm(JsonNode group) {
        return EvidenceFormat.mean(group.path("mean"), METRIC) + " of "
                + Amounts.count(number(group, "traces"), "trace");
    }

    private static String evidence(JsonNode one, String field) {
        double evidence = one.path(field).asDouble();
        return String.format(Locale.ROOT, evidence < 100 ? "%.2f" : "%,.0f", evidence);
    }

    private static String suggestions(JsonNode one) {
        List<String> ids = new ArrayList<>();
        one.path("suggestions").forEach(id -> ids.add(ShortId.of(id.asText())));
        return String.join(", ", ids);
    }
}
