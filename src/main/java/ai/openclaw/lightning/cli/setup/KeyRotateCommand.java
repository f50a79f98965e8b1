package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.BridgeSection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning key rotate}. */
@Command(
        name = "rotate",
        description = "Make a new API key, write it to config.json and print it.",
        footer = {"", "It is in force after a restart; until then requests, also of this command, need the old one."})
public final class KeyRotateCommand implements Callable<Integer> {

    private static final int RANDOM_BYTES = 32;
    private static final String VARIABLE = BridgeSection.API_KEY.variable();

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    private final Map<String, String> environment;

    public KeyRotateCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        if (environment.containsKey(VARIABLE)) {
            throw new CommandFailure(
                    ExitCode.ERROR, "the key is set by " + VARIABLE + ", which wins over config.json; change it there");
        }
        boolean running = home.holder().isPresent();
        if (!running) {
            claimHome();
        }
        Path file = home.home().configFile();
        String key = newKey();
        ConfigEdit.setText(file, BridgeSection.API_KEY, key);
        if (output.isJson()) {
            output.document(
                    JsonNodeFactory.instance.objectNode().put("key", key).put("file", file.toString()));
        } else {
            output.line(key);
        }
        output.message("written to " + file + (running ? "; to put it in force: lightning restart" : ""));
        output.message("clients need it too: OpenClaw's plugin as apiKey, others as header X-API-Key");
        return ExitCode.OK;
    }

    private void claimHome() {
        try {
            HomeLock.take(home.home()).close();
        } catch (ConfigException | IOException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage());
        }
    }

    private static String newKey() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
