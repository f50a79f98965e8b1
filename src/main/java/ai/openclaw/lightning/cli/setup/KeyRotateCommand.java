package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning key rotate}. */
@Command(
        name = "rotate",
        description = "Create a new API key, or a new key for decisions.",
        footer = {
            "",
            "It writes the API key to config.json, and prints it. The new key applies after a restart. Until then the "
                    + "bridge expects the old key, and the lightning commands can't reach it."
        })
public final class KeyRotateCommand implements Callable<Integer> {

    private static final String VARIABLE = BridgeSection.API_KEY.variable();

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    private final Map<String, String> environment;

    public KeyRotateCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Option(
            names = "--decisions",
            description = "Create the key for decisions, such as accepting a rule, in decision.key.")
    private boolean decisions;

    @Override
    public Integer call() throws IOException {
        if (!decisions && environment.containsKey(VARIABLE)) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the key is set by " + VARIABLE + ", which overrides config.json; change it there");
        }
        boolean running = home.holder().isPresent();
        if (!running) {
            home.prepare();
        }
        Path file = decisions ? home.home().decisionKeyFile() : home.home().configFile();
        Secret key = decisions ? DecisionKey.renew(home.home()) : newApiKey(file);
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("key", key.reveal())
                    .put("file", file.toString()));
        } else {
            output.line(key.reveal());
        }
        output.message("written to " + file + (running ? "; to apply it: lightning restart" : ""));
        output.message(
                decisions
                        ? "other clients that decide need it too, in the header Authorization: Bearer"
                        : "clients need it too: OpenClaw's plugin in its setting apiKey, others in the header X-API-Key");
        return ExitCode.OK;
    }

    private static Secret newApiKey(Path file) {
        Secret key = Secret.random();
        ConfigEdit.set(file, BridgeSection.API_KEY, '"' + key.reveal() + '"');
        return key;
    }
}
