package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.connecting.HookEntries;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning disconnect}. */
@Command(
        name = "disconnect",
        description = "Take the bridge out of the settings of an agent.",
        footer = {
            "",
            "Only what lightning connect wrote goes. A copy of the file stays beside it.",
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

    @Override
    public Integer call() {
        Secret key = home.config().get(BridgeSection.API_KEY);
        if (agent.isOpenClaw()) {
            ObjectNode said = OpenClawPlugin.in(home.home()).disconnect(agent, key, output);
            if (output.isJson()) {
                output.document(said);
            }
            return ExitCode.OK;
        }
        HookEntries entries = agent.entries();
        AgentSettings.Changed changed = agent.change(agent.hooksFile(), entries::disconnected, key, output);
        if (output.isJson()) {
            output.document(changed.json());
        }
        return ExitCode.OK;
    }
}
