package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
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

/** What the decisions of {@code lightning suggestions} share. */
final class DecideCommand {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "ID", description = "The suggestion's id, or a part of it that no other has.")
    private String id;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept in the suggestion's history.")
    private String note;

    private int send(String decision, String mode) {
        BridgeClient bridge = home.bridge();
        Pages all = SuggestionsListCommand.pages(bridge, Map.of());
        String fullId = IdLookup.find(all, id, "suggestion").path("id").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (mode != null) {
            body.put("mode", mode);
        }
        if (note != null) {
            body.put("note", note);
        }
        JsonNode answer = bridge.decide("/optimize/suggestions/" + QueryString.encoded(fullId) + "/" + decision, body);
        JsonNode suggestion = answer.path("suggestion");
        if (output.isJson()) {
            output.document(suggestion);
        } else {
            output.line(text(suggestion, "id") + " is now " + EvidenceFormat.status(suggestion));
        }
        return ExitCode.OK;
    }

    /** {@code lightning suggestions accept}. */
    @Command(
            name = "accept",
            description = "Accept a suggestion: try it in an experiment, or adopt it at once.",
            footer = {
                "",
                "Modes: experiment gives it to half of the traces until that decides, canary to a fifth of them;",
                "full adopts it now, and it stays unverified."
            })
    static final class Accept implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Option(
                names = "--mode",
                paramLabel = "MODE",
                description = "experiment, canary or full (default: ${DEFAULT-VALUE}).")
        private Mode mode = Mode.EXPERIMENT;

        @Override
        public Integer call() {
            return decide.send("accept", mode.toString());
        }
    }

    /** {@code lightning suggestions reject}. */
    @Command(name = "reject", description = "Reject a suggestion: it is not proposed again.")
    static final class Reject implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("reject", null);
        }
    }

    /** {@code lightning suggestions rollback}. */
    @Command(name = "rollback", description = "Take an adopted suggestion back, or end its experiment.")
    static final class Rollback implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("rollback", null);
        }
    }

    /** {@code lightning suggestions resume}. */
    @Command(
            name = "resume",
            description = "Let the paused experiment of a suggestion go on.",
            footer = {"", "What made it pause is forgotten, the evidence is not; experiments ID says why it paused."})
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
            description = "End the life of a suggestion for good: it is not needed any more.",
            footer = {"", "One that is in an experiment is rolled back first."})
    static final class Retire implements Callable<Integer> {

        @Mixin
        private DecideCommand decide;

        @Override
        public Integer call() {
            return decide.send("retire", null);
        }
    }

    /** As typed, and as the bridge has it. */
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
