package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning key show}. */
@Command(
        name = "show",
        description = "Print the API key, or the key for decisions.",
        footer = {
            "",
            "Exit codes: 0 printed, 1 no key is set.",
            "Examples:",
            "  curl -H \"X-API-Key: $(lightning key show)\" http://127.0.0.1:8765/stats",
            "  curl -H \"Authorization: Bearer $(lightning key show --decisions)\" -X POST \\",
            "    http://127.0.0.1:8765/optimize/run"
        })
public final class KeyShowCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--decisions", description = "Print the key for decisions, such as accepting a rule.")
    private boolean decisions;

    @Override
    public Integer call() {
        Secret key = decisions ? DecisionKey.of(home.home()) : home.config().get(BridgeSection.API_KEY);
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance.objectNode().put("key", key.isSet() ? key.reveal() : null));
        } else if (key.isSet()) {
            output.line(key.reveal());
        } else {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    decisions
                            ? home.home().decisionKeyFile()
                                    + " has no key or can't be read. The bridge creates one when it"
                                    + " starts: lightning restart"
                            : "no key is set, so requests need none; to set one: lightning key rotate");
        }
        return ExitCode.OK;
    }
}
