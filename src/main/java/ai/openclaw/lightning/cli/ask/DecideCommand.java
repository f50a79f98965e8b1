package ai.openclaw.lightning.cli.ask;

import static ai.openclaw.lightning.cli.ask.JsonFields.text;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
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

    private static final int CONFLICT = 409;

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
        boolean paused = decision.equals("resume") && isPaused(underWay(bridge, fullId));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (mode != null) {
            body.put("mode", mode);
        }
        if (note != null) {
            body.put("note", note);
        }
        JsonNode after = decide(bridge, fullId, decision, body);
        if (output.isJson()) {
            output.document(after);
        } else if (paused
                || after.path("history").size() > before.path("history").size()) {
            output.line(text(after, "id") + " is now " + EvidenceFormat.status(after));
            new DecisionWords(after, underWay(bridge, fullId)).lines().forEach(output::field);
        } else {
            output.paragraph(
                    text(after, "id")
                            + (decision.equals("resume")
                                    ? " has no paused experiment; nothing changed"
                                    : " was " + EvidenceFormat.status(after) + " already; nothing changed"),
                    null);
        }
        return ExitCode.OK;
    }

    private static JsonNode decide(BridgeClient bridge, String fullId, String decision, JsonNode body) {
        try {
            return bridge.decide("/optimize/suggestions/" + QueryString.encoded(fullId) + "/" + decision, body)
                    .path("suggestion");
        } catch (ClientException e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
            throw new CommandFailure(
                    ExitCode.ERROR,
                    words(e.detail()) + "; to see its history: lightning suggestions show "
                            + IdLookup.shortened(fullId));
        }
    }

    /** The bridge's sentence as the middle of one, with the statuses as people write them. */
    private static String words(String detail) {
        String sentence = detail.replaceAll("(in|rolled)_(experiment|back)", "$1 $2");
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1).replaceFirst("\\.$", "");
    }

    /** The experiment that tries the suggestion now; a missing node if none does. */
    private static JsonNode underWay(BridgeClient bridge, String fullId) {
        JsonNode[] found = {MissingNode.getInstance()};
        new Pages(bridge, "/optimize/experiments", "experiments", Map.of()).each(Integer.MAX_VALUE, one -> {
            boolean tries = false;
            for (JsonNode tried : one.path("suggestions")) {
                tries |= tried.asText().equals(fullId);
            }
            if (tries && (one.path("status").asText().equals("running") || isPaused(one))) {
                found[0] = one;
            }
            return found[0].isMissingNode();
        });
        return found[0];
    }

    private static boolean isPaused(JsonNode experiment) {
        return experiment.path("status").asText().equals("paused");
    }

    /** {@code lightning suggestions accept}. */
    @Command(
            name = "accept",
            description = "Try a suggestion in an experiment, or adopt it at once.",
            footer = {
                "",
                "experiment applies the rule to half of the traces until the evidence decides, and canary to a fifth. "
                        + "full adopts the rule now, without any evidence, so its grade stays unverified."
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
