package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Override
    public Integer call() {
        JsonNode answer = home.bridge().manage("DELETE", "/keys/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        if (output.isJson()) {
            output.document(answer);
        } else {
            output.line("revoked " + name);
        }
        return ExitCode.OK;
    }
}
