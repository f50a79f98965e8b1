package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.ShortId;
import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the subcommands of {@code lightning suggestions} that decide have in common. */
final class DecideCommand {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "ID", description = "The suggestion's id, or any unique part of it.")
    private String id;

    @Option(names = "--note", paramLabel = "TEXT", description = "The reason, for the suggestion's history.")
    private String note;

    private int send(String decision, String mode) {
        BridgeClient bridge = home.bridge();
        JsonNode before = IdLookup.find(SuggestionsListCommand.pages(bridge, Map.of()), id, "suggestion");
        String fullId = before.path("id").asText();
        boolean pauses = decision.equals("pause");
        boolean wasPaused =
                (pauses || decision.equals("resume")) && Decisions.isPaused(Decisions.underWay(bridge, fullId));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (mode != null) {
            body.put("mode", mode);
        }
        if (note != null) {
            body.put("note", note);
        }
        JsonNode after = Decisions.send(bridge, fullId, decision, body);
        if (output.isJson()) {
            output.document(after);
        } else if (pauses) {
            printPaused(ShortId.of(fullId), wasPaused);
        } else if (wasPaused
                || after.path("history").size() > before.path("history").size()) {
            output.line(ShortId.of(fullId) + " is now " + EvidenceFormat.status(after));
            new DecisionWords(after, Decisions.underWay(bridge, fullId)).lines().forEach(output::field);
        } else {
            output.paragraph(
                    ShortId.of(fullId)
                            + (decision.equals("resume")
                                    ? " has no paused experiment; nothing changed"
                                    : " was " + EvidenceFormat.status(after) + " already; nothing changed"),
                    null);
        }
        return ExitCode.OK;
    }

    private void printPaused(String shortId, boolean already) {
        if (already) {
            output.line(shortId + " was paused already; nothing changed");
            return;
        }
        output.line(shortId + " is now paused");
        output.field("next", "nobody is told the rule until you resume its experiment; what it has counted stays");
        output.field("undo", "lightning suggestions resume " + shortId);
    }

    /** {@code lightning suggestions accept}. */
    @Command(
            name = "accept",
            description = "Try a suggestion in an experiment, or adopt it at once.",
            footer = {
                "",
                "With experiment, half of the traces are told the rule until the evidence decides; with canary, a fifth. "
                        + "With full, the rule is adopted now, without an experiment, and its grade stays what it was."
            })
    static final class Accept implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Option(
                names = "--mode",
                paramLabel = "MODE",
                description = "One of experiment, canary, full (default: ${DEFAULT-VALUE}).")
        private Mode mode = Mode.EXPERIMENT;

        @Override
        public Integer call() {
            return decide.send("accept", mode.toString());
        }
    }

    /** {@code lightning suggestions reject}. */
    @Command(name = "reject", description = "Reject a suggestion, so that it is not proposed again.")
    static final class Reject implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("reject", null);
        }
    }

    /** {@code lightning suggestions rollback}. */
    @Command(name = "rollback", description = "Withdraw an adopted suggestion, or end its experiment.")
    static final class Rollback implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("rollback", null);
        }
    }

    /** {@code lightning suggestions pause}. */
    @Command(
            name = "pause",
            description = "Pause the experiment that tries a suggestion.",
            footer = {"", "Nobody is told the rule until you resume the experiment, which keeps its evidence."})
    static final class Pause implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("pause", null);
        }
    }

    /** {@code lightning suggestions resume}. */
    @Command(
            name = "resume",
            description = "Resume the paused experiment of a suggestion.",
            footer = {"", "The experiment keeps its evidence. To see why it paused: lightning experiments ID"})
    static final class Resume implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("resume", null);
        }
    }

    /** {@code lightning suggestions retire}. */
    @Command(
            name = "retire",
            description = "Retire a suggestion that is no longer needed, for good.",
            footer = {"", "If an experiment is trying the suggestion, it is rolled back first."})
    static final class Retire implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("retire", null);
        }
    }

    /** The modes as people type them and as the bridge names them. */
    enum Mode {
        EXPERIMENT,
        CANARY,
        FULL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
