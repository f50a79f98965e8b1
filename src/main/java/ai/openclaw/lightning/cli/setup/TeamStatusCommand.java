package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.json.Json5;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning team status}. */
@Command(
        name = "status",
        description = "Say whether this bridge shares with a team, and how far it is.",
        footer = {"", "Exit codes: 0 it shares or there is no team, 1 it can't share at present."})
public final class TeamStatusCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Config config = home.config();
        String url = config.get(TeamSection.URL);
        Path file = TeamFiles.of(home.home()).state();
        ObjectNode state = Json5.MAPPER.createObjectNode().put("url", url.isEmpty() ? null : url);
        state.put(
                "share",
                TeamSection.SHARE.type().json(config.get(TeamSection.SHARE)).replace("\"", ""));
        if (!url.isEmpty() && Files.exists(file)) {
            state.setAll((ObjectNode) Json5.MAPPER.readTree(Files.readString(file)));
            state.remove("salt");
        }
        if (output.isJson()) {
            output.document(state);
        } else if (url.isEmpty()) {
            output.line("no team; to join one: lightning team join URL --key-file FILE");
        } else {
            print(state);
        }
        return state.hasNonNull("problem") ? ExitCode.ERROR : ExitCode.OK;
    }

    private void print(JsonNode state) {
        output.field("team", state.path("url").asText());
        output.field("share", state.path("share").asText());
        long at = state.path("at").asLong();
        output.field(
                "shared",
                Amounts.count(state.path("traces").asLong(), "trace")
                        + (at == 0 ? "" : ", the last one " + Amounts.minute(at))
                        + (state.path("complete").asBoolean(true) ? "" : "; more are waiting"));
        if (state.path("lost").asLong() > 0) {
            output.field(
                    "lost",
                    Amounts.count(state.path("lost").asLong(), "trace")
                            + " that retention deleted before the team could be reached",
                    Tone.WARNING);
        }
        if (state.path("refused").asLong() > 0) {
            output.field("refused", Amounts.count(state.path("refused").asLong(), "request"), Tone.WARNING);
        }
        if (state.hasNonNull("problem")) {
            output.field("problem", state.path("problem").asText(), Tone.BAD);
        }
    }
}
