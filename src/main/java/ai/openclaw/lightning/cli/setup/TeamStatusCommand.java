package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.cli.frame.SharingWords;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.TeamFiles;
import ai.openclaw.lightning.config.table.TeamSection;
import ai.openclaw.lightning.json.Json5;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
        ObjectNode state = state();
        if (output.isJson()) {
            output.document(state);
        } else if (state.path("team").isNull()) {
            output.paragraph("no team; to join one: lightning team join URL --key-file FILE", null);
        } else {
            print(state);
        }
        return state.hasNonNull("problem") ? ExitCode.ERROR : ExitCode.OK;
    }

    /** As the running bridge says it, which counts what waits; else as it was when it wrote it down last. */
    private ObjectNode state() throws IOException {
        Config config = home.config();
        String url = config.get(TeamSection.URL);
        JsonNode live = home.holder()
                .map(HomeLock.Holder::address)
                .map(address ->
                        home.client(address).getAnyStatus("/stats").body().path("sharing"))
                .orElseGet(MissingNode::getInstance);
        if (live.path("team").asText("").equals(url) && live instanceof ObjectNode told) {
            return told;
        }
        ObjectNode state = Json5.MAPPER.createObjectNode().put("team", url.isEmpty() ? null : url);
        state.put(
                "share",
                TeamSection.SHARE.type().json(config.get(TeamSection.SHARE)).replace("\"", ""));
        state.put("shared_traces", 0); // until the bridge has started
        Path file = TeamFiles.of(home.home()).state();
        if (!url.isEmpty() && Files.exists(file)) {
            state.setAll((ObjectNode) Json5.MAPPER.readTree(Files.readString(file)));
            state.remove("salt");
        }
        return state;
    }

    private void print(JsonNode state) {
        output.field("team", state.path("team").asText());
        output.field("share", state.path("share").asText() + ": " + SharingWords.share(state));
        output.field(
                "traces", SharingWords.counts(state), state.path("lost_traces").asLong() > 0 ? Tone.WARNING : null);
        if (state.hasNonNull("problem")) {
            output.field("problem", state.path("problem").asText(), Tone.BAD);
        }
    }
}
