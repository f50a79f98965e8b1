package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.connecting.HookEntries;
import ai.openclaw.lightning.terminal.JsonText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning connect}. */
@Command(
        name = "connect",
        description = "Let an agent call the bridge: write its hooks into the settings of the agent.",
        footer = {
            "",
            "It shows the change, and keeps a copy of the file. Comments, other hooks and links stay. If the bridge has an "
                    + "API key, the settings of the user get it, and a project reads it from LIGHTNING_BRIDGE_API_KEY. "
                    + "Then it sends a test event as the agent would. docs/hooks.md says more.",
            "",
            "Exit codes: 0 connected, 1 the settings can't be changed or the test failed, 2 no such agent, 3 written, but "
                    + "no bridge is running.",
            "Examples:",
            "  lightning connect claude-code",
            "  lightning connect claude-code --project --print"
        })
public final class ConnectCommand implements Callable<Integer> {

    /** A hook waits so long for a bridge that hangs, in seconds. */
    private static final double TIMEOUT = 0.25;

    private static final String TEST_EVENT = "Notification";

    @Mixin
    private AgentSettings agent;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        Config config = home.config();
        Secret key = config.get(BridgeSection.API_KEY);
        String address = address(config);
        String hook = hook(address + HookEntries.PATH, key);
        Secret written = agent.isProject() ? Secret.NONE : key;
        AgentSettings.Changed changed =
                agent.change(settings -> HookEntries.connected(settings, hook), written, output);
        boolean running = home.holder().isPresent();
        if (running && !agent.isPrint()) {
            test();
        }
        if (output.isJson()) {
            output.document(
                    changed.json().put("url", address + HookEntries.PATH).put("tested", running));
        }
        if (agent.isPrint()) {
            return ExitCode.OK;
        }
        if (!running) {
            throw home.notRunning();
        }
        output.message("the bridge answers; agents that run already read their settings at their next start");
        return ExitCode.OK;
    }

    private String address(Config config) {
        String running = home.holder().map(HomeLock.Holder::address).orElse(null);
        int port = config.get(BridgeSection.PORT);
        if (running == null && port == 0) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "bridge.port is 0, so only a running bridge has an address: lightning start");
        }
        if (port == 0) {
            output.message("bridge.port is 0, so the bridge has another address after a restart; to fix one:"
                    + " lightning config set bridge.port 8765");
        }
        return running == null ? BridgeAddress.of(config).localUrl(port) : running;
    }

    private String hook(String url, Secret key) {
        ObjectNode hook = JsonNodeFactory.instance
                .objectNode()
                .put("type", "http")
                .put("url", url)
                .put("timeout", TIMEOUT);
        if (key.isSet() && agent.isProject()) {
            // A project's settings are shared, often with everyone.
            String variable = BridgeSection.API_KEY.variable();
            hook.putObject("headers").put("X-API-Key", "$" + variable);
            hook.putArray("allowedEnvVars").add(variable);
        } else if (key.isSet()) {
            hook.putObject("headers").put("X-API-Key", key.reveal());
        }
        return JsonText.compact(hook);
    }

    private void test() {
        try {
            home.bridge()
                    .post(
                            HookEntries.PATH,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("hook_event_name", TEST_EVENT)
                                    .put("session_id", "lightning-connect"));
        } catch (ClientException e) {
            throw new CommandFailure(ExitCode.ERROR, "the test event was not taken: " + e.getMessage());
        }
    }
}
