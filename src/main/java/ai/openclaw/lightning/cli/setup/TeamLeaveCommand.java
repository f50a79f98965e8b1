package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigEdit;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.table.TeamSection;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning team leave}. */
@Command(
        name = "leave",
        description = "Share nothing any more, and tell agents none of the team's rules.",
        footer = {"", "What was shared stays with the team, under the name of your key."})
public final class TeamLeaveCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        String url = home.config().get(TeamSection.URL);
        boolean running = home.holder().isPresent();
        if (!url.isEmpty()) {
            Path file = home.home().configFile();
            ConfigEdit.set(file, TeamSection.URL, TeamSection.URL.defaultJson());
            ConfigEdit.set(file, TeamSection.SHARE, TeamSection.SHARE.defaultJson());
            Files.deleteIfExists(home.home().resolve(TeamSection.KEY_FILE.defaultValue()));
            TeamFiles files = TeamFiles.of(home.home());
            Files.deleteIfExists(files.state());
            Files.deleteIfExists(files.guidance());
        }
        if (output.isJson()) {
            output.document(JsonNodeFactory.instance
                    .objectNode()
                    .put("left", url.isEmpty() ? null : url)
                    .put("restart_needed", running && !url.isEmpty()));
        } else {
            output.line(url.isEmpty() ? "no team" : "left " + url);
        }
        if (running && !url.isEmpty()) {
            output.message("to apply it: lightning restart");
        }
        return ExitCode.OK;
    }
}
