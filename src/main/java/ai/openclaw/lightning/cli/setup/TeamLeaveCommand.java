package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.KeyFile;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning team leave}. */
@Command(
        name = "leave",
        description = "Stop sharing, and stop telling agents the team's rules.",
        footer = {
            "",
            "It takes effect at once, even in a running bridge. On a terminal it asks whether the team should delete what you"
                    + " shared; in a script the team keeps it, unless you add --delete. Rules that the team has learned stay."
        })
public final class TeamLeaveCommand implements Callable<Integer> {

    private static final long STOPPING_MAX = TimeUnit.SECONDS.toNanos(70); // a request under way may take a minute

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @ArgGroup
    private Shared shared;

    private final CommandContext context;

    private static final class Shared {
        @Option(names = "--delete", description = "Delete what you shared from the team's bridge.")
        private boolean delete;

        @Option(names = "--keep", description = "Leave it there, under the name of your key.")
        private boolean keep;
    }

    public TeamLeaveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Config config = home.config();
        String url = config.get(TeamSection.URL);
        Long deleted = null;
        if (!url.isEmpty()) {
            boolean delete = shared == null ? isDeletionWanted(url) : shared.delete && !shared.keep;
            ConfigEdit.set(home.home().configFile(), TeamSection.SHARE, TeamSection.SHARE.defaultJson());
            endSharing();
            deleted = delete ? deleted(config, url) : null;
            forget();
        }
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("left", url.isEmpty() ? null : url)
                    .put("deleted_traces", deleted));
        } else if (url.isEmpty()) {
            output.line("no team");
        } else {
            output.paragraph(
                    "left " + url + "; "
                            + (deleted == null
                                    ? "what was shared stays there"
                                    : "deleted " + Amounts.count(deleted, "trace") + " of yours there"),
                    null);
        }
        return ExitCode.OK;
    }

    /** A script is not asked, and deletes nothing that it was not told to. */
    private boolean isDeletionWanted(String url) {
        return !output.isJson() && context.isConfirmed("Delete at " + url + " what you shared?");
    }

    /** What is sent after the deletion would stay, so the bridge that runs must have stopped sending. */
    private void endSharing() throws IOException {
        String address = home.holder().map(HomeLock.Holder::address).orElse(null);
        if (address == null) {
            return;
        }
        Home.write(TeamFiles.of(home.home()).left(), "");
        BridgeClient bridge = home.client(address);
        for (long end = System.nanoTime() + STOPPING_MAX; isSharing(bridge); ) {
            if (System.nanoTime() - end > 0) {
                throw new CommandFailure(
                        ExitCode.ERROR, "the bridge is still sending; once it rests, try again: lightning team leave");
            }
            rest();
        }
    }

    private static boolean isSharing(BridgeClient bridge) {
        return bridge.getAnyStatus("/stats").body().path("sharing").isObject();
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted; nothing is shared any more");
        }
    }

    private long deleted(Config config, String url) {
        try {
            Secret key =
                    KeyFile.read(home.home().resolve(config.get(TeamSection.KEY_FILE)), TeamSection.KEY_FILE.key());
            BridgeClient team = new BridgeClient(url, key, Secret.NONE);
            return SenderTraces.delete(team, team.get("/team").path("name").asText());
        } catch (ClientException | ConfigException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "nothing is shared any more, but not all of it could be deleted: " + e.getMessage()
                            + "\nlater: lightning team leave --delete, or to let it stay: lightning team leave --keep");
        }
    }

    /** The salt goes with the state, so nobody can tell any more which session a name at the team was. */
    private void forget() throws IOException {
        ConfigEdit.set(home.home().configFile(), TeamSection.URL, TeamSection.URL.defaultJson());
        Path keyFile = home.home().resolve(TeamSection.KEY_FILE.defaultValue());
        TeamFiles files = TeamFiles.of(home.home());
        for (Path file : new Path[] {keyFile, files.state(), files.guidance()}) {
            Files.deleteIfExists(file);
        }
    }
}
