package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning key revoke}. */
@Command(
        name = "revoke",
        description = "Revoke a key with a name. It stops at once, on every bridge of a team within two seconds.")
public final class KeyRevokeCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "The name under which it was added.")
    private String name;

    @Option(names = "--delete-traces", description = "Then delete the traces that came with it, too.")
    private boolean deleteTraces;

    @Override
    public Integer call() {
        BridgeClient bridge = home.bridge();
        JsonNode answer = bridge.manage("DELETE", "/keys/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        Long deleted = deleteTraces ? SenderTraces.delete(bridge, name) : null;
        if (output.isJson()) {
            output.document(((ObjectNode) answer).put("deleted_traces", deleted));
        } else {
            output.line("revoked " + name
                    + (deleted == null ? "" : "; deleted " + Amounts.count(deleted, "trace") + " that came with it"));
        }
        return ExitCode.OK;
    }
}
