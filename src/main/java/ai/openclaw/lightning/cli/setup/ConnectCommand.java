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
import ai.openclaw.lightning.connecting.CodexFeatures;
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
        description = "Let an agent call the bridge: write hooks, or a plugin, into the settings of the agent.",
        footer = {
            "",
            "It shows the change, and keeps a copy of the file. Comments, other hooks and links stay. If the bridge has an "
                    + "API key, your own Claude Code settings get it; a project's settings and Codex read it from "
                    + "LIGHTNING_BRIDGE_API_KEY. OpenClaw gets the plugin that comes with the bridge, and the key. "
                    + "Then it sends a test event as the agent would. docs/hooks.md and docs/openclaw.md say more.",
            "",
            "Exit codes: 0 connected, 1 the settings can't be changed or the test failed, 2 no such agent, 3 written, but "
                    + "no bridge is running.",
            "Examples:",
            "  lightning connect claude-code",
            "  lightning connect codex",
            "  lightning connect openclaw",
            "  lightning connect claude-code --project --print"
        })
public final class ConnectCommand implements Callable<Integer> {

    /** A hook waits so long for a bridge that hangs, in seconds. */
    private static final double TIMEOUT = 0.2;

    /** Of a command, which ends by itself sooner. */
    private static final int COMMAND_TIMEOUT = 2;

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
        ObjectNode said = agent.isOpenClaw() ? openClaw(address(config), key) : hooks(config, key);
        boolean running = home.holder().isPresent();
        if (running && !agent.isPrint()) {
            test();
        }
        if (output.isJson()) {
            output.document(said.put("tested", running));
        }
        if (agent.isPrint()) {
            return ExitCode.OK;
        }
        if (!running) {
            throw home.notRunning();
        }
        output.message("connected, and the bridge answers; " + next());
        return ExitCode.OK;
    }

    private String next() {
        if (agent.isOpenClaw()) {
            return "a running gateway loads the plugin by itself";
        }
        return agent.isCodex()
                ? "restart Codex where it is running, and trust the hooks when it asks"
                : "restart Claude Code where it is running";
    }

    private ObjectNode openClaw(String address, Secret key) {
        OpenClawPlugin plugin = OpenClawPlugin.in(home.home());
        return plugin.connect(agent, address, key, output).put("url", address);
    }

    private ObjectNode hooks(Config config, Secret key) {
        HookEntries entries = agent.entries();
        String url = address(config) + entries.path();
        String hook = JsonText.spaced(agent.isCodex() ? command(url, key) : http(url, key));
        Secret written = agent.isProject() || agent.isCodex() ? Secret.NONE : key;
        AgentSettings.Changed changed =
                agent.change(agent.hooksFile(), settings -> entries.connected(settings, hook), written, output);
        if (agent.isCodex()) {
            agent.change(agent.featuresFile(), CodexFeatures::enabled, Secret.NONE, output);
        }
        return changed.json().put("url", url);
    }

    private String address(Config config) {
        String running = home.holder().map(HomeLock.Holder::address).orElse(null);
        int port = config.get(BridgeSection.PORT);
        if (running == null && port == 0) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "bridge.port is 0, so only a running bridge has an address: lightning start");
        }
        if (running != null && !running.endsWith(":" + port)) {
            output.message("the bridge is at " + running + " now, but bridge.port is "
                    + (port == 0 ? "0, which picks any free port" : port)
                    + ", so it will be elsewhere after a restart; to keep this one: lightning config set bridge.port "
                    + running.substring(running.lastIndexOf(':') + 1));
        }
        return running == null ? BridgeAddress.of(config).localUrl(port) : running;
    }

    private ObjectNode http(String url, Secret key) {
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
        return hook;
    }

    /** Codex runs commands only. What fails prints nothing, and Codex goes on. */
    private static ObjectNode command(String url, Secret key) {
        String curl = "curl -sf -m " + TIMEOUT + " -H 'Content-Type: application/json' --data-binary ";
        // The key comes to curl through a pipe: others on this machine can read the arguments of a program.
        String line = key.isSet()
                ? "{ printf 'header = \"X-API-Key: %s\"\\n' \"$" + BridgeSection.API_KEY.variable() + "\" | " + curl
                        + "@/dev/fd/3 -K - " + url + "; } 3<&0 || true"
                : curl + "@- " + url + " || true";
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "command")
                .put("command", line)
                .put("timeout", COMMAND_TIMEOUT);
    }

    /** As the agent would: the plugin sends batches, so an empty one stores nothing. */
    private void test() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        if (agent.isOpenClaw()) {
            event.putArray("events");
        } else {
            event.put("hook_event_name", TEST_EVENT).put("session_id", "lightning-connect");
        }
        try {
            home.bridge()
                    .post(agent.isOpenClaw() ? "/v1/events" : agent.entries().path(), event);
        } catch (ClientException e) {
            throw new CommandFailure(ExitCode.ERROR, "the test event was not taken: " + e.getMessage());
        }
    }
}
