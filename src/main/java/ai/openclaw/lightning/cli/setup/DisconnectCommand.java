package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning disconnect}. */
@Command(
        name = "disconnect",
        description = "Take the bridge out of the settings of an agent.",
        footer = {
            "",
            "It removes only what lightning connect wrote, and keeps a copy of the file beside it.",
            "",
            "Exit codes: 0 done, 1 the settings can't be changed, 2 no such agent."
        })
public final class DisconnectCommand implements Callable<Integer> {

    @Mixin
    private AgentSettings agent;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    private final Map<String, String> environment;

    public DisconnectCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        Secret key = home.config().get(BridgeSection.API_KEY);
        AgentSettings.Changed changed = agent.isOpenClaw()
                ? OpenClawPlugin.in(home.home()).disconnect(agent.openClawFile(), agent.isPrint(), key, output)
                : new Disconnection(environment, agent.isPrint(), key, output)
                        .hooks(agent.entries(), agent.hooksFile());
        if (output.isJson()) {
            output.document(changed.json());
        }
        if (changed.changes()) {
            output.message(
                    agent.isOpenClaw()
                            ? "disconnected"
                            : "disconnected; an agent that is running calls the bridge until you restart it");
        } else if (!agent.isPrint()) {
            output.message("it was not connected");
        }
        return ExitCode.OK;
    }
}
