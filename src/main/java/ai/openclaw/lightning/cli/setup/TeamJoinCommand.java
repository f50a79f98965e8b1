package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.KeyFile;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.config.table.TeamSection.Share;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning team join}. */
@Command(
        name = "join",
        description = "Share closed traces with the bridge of a team from now on, and get its rules.",
        footer = {
            "",
            "With metadata the team learns from names of tools and arguments, outcomes and times; no message, parameter, result"
                    + " or error text leaves this machine. What was stored before stays here.",
            "Example, with the key that somebody of the team added for you by \"lightning key add\":",
            "  lightning team join https://team.example:8765 --key-file ada.key --share metadata"
        })
public final class TeamJoinCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "URL", description = "Address of the team's bridge.")
    private String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "File with your key for it, which nobody else may read. It is copied into the home.")
    private Path keyFile;

    @Option(
            names = "--share",
            paramLabel = "WHAT",
            description = "What leaves this machine: off, metadata or full (default: metadata).")
    private Share share = Share.METADATA;

    @Override
    public Integer call() throws IOException {
        Path file = home.home().configFile();
        String wanted = TeamSection.SHARE.type().json(share);
        ConfigLoader.load(file, Map.of(), Map.of(TeamSection.URL.key(), url)); // refuses what a start would refuse
        Secret key = KeyFile.read(keyFile, "--key-file");
        String name = name(key);
        boolean running = home.holder().isPresent();
        if (!running) {
            home.prepare();
        }
        Home.write(home.home().resolve(TeamSection.KEY_FILE.defaultValue()), key.reveal() + "\n");
        ConfigEdit.set(file, TeamSection.KEY_FILE, TeamSection.KEY_FILE.defaultJson());
        ConfigEdit.set(file, TeamSection.SHARE, wanted);
        ConfigEdit.set(file, TeamSection.URL, TeamSection.URL.type().json(url));
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("url", url)
                    .put("name", name)
                    .put("restart_needed", running));
        } else {
            output.paragraph("joined " + url + " as " + name + "; shared from now on: " + wanted, null);
        }
        output.message("written to " + file + (running ? "; to apply it: lightning restart" : ""));
        return ExitCode.OK;
    }

    /** The name of the key, which shows that it is good. */
    private String name(Secret key) {
        try {
            JsonNode answer = new BridgeClient(url, key, Secret.NONE).get("/team");
            if (answer.path("name").isTextual()) {
                return answer.path("name").asText();
            }
        } catch (ClientException e) {
            throw new CommandFailure(ExitCode.ERROR, "the team's bridge can't be joined: " + e.getMessage());
        }
        throw new CommandFailure(
                ExitCode.ERROR, "this key has no name; somebody of the team adds one by: lightning key add NAME");
    }
}
