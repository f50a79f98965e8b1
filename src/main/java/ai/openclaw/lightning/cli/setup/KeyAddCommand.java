package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.model.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning key add}. */
@Command(
        name = "add",
        description = "Add a key with a name, for a person, a machine or an agent, and print it.",
        footer = {
            "",
            "The bridge keeps only a hash of it, so it can't be shown again. It works at once.",
            "Example:",
            "  lightning key add ada --scope ingest,read"
        })
public final class KeyAddCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Whom or what it is for: lower-case letters, digits and . _ -")
    private String name;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            description =
                    "What it allows, one or more of ${COMPLETION-CANDIDATES} (default: ingest). ingest: send events and"
                            + " be told the rules. read: look at what is stored. decide: accept or reject rules. admin: add and"
                            + " revoke keys.")
    private List<Scope> scopes = List.of(Scope.INGEST);

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        ArrayNode names = body.putArray("scopes");
        scopes.forEach(scope -> names.add(scope.jsonName()));
        JsonNode added = home.bridge().decide("/keys", body);
        if (output.isJson()) {
            output.document(added);
        } else {
            output.line(added.path("key").asText());
        }
        output.message("clients send it in the header Authorization: Bearer; it can't be shown again");
        return ExitCode.OK;
    }
}
