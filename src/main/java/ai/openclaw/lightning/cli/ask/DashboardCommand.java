package ai.openclaw.lightning.cli.ask;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning dashboard}. */
@Command(
        name = "dashboard",
        description = "Open the bridge's page in a browser, with the right to decide.",
        footer = {
            "",
            "The link works once and for two minutes. The tab that it opens may accept, reject and roll back until you "
                    + "close it. To look without deciding, open the address of the bridge in any browser."
        })
public final class DashboardCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--no-open", description = "Only print the link.")
    private boolean noOpen;

    private final Map<String, String> environment;

    public DashboardCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        BridgeClient bridge = home.bridge();
        JsonNode made = bridge.decide("/dashboard/link", JsonNodeFactory.instance.objectNode());
        String link = link(bridge, made);
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("link", link)
                    .put("seconds", made.path("seconds").asInt()));
            return ExitCode.OK;
        }
        output.line(link);
        if (!noOpen && !Browser.of(environment).open(link)) {
            output.message("no browser could be started here; open the link in one within two minutes");
        }
        return ExitCode.OK;
    }

    /** A link to the page of that bridge that works once, with the right to decide. */
    public static String link(BridgeClient bridge) {
        return link(bridge, bridge.decide("/dashboard/link", JsonNodeFactory.instance.objectNode()));
    }

    private static String link(BridgeClient bridge, JsonNode made) {
        // A browser sends nothing of what follows the # to anybody.
        return bridge.address() + "/#code=" + made.path("code").asText();
    }
}
