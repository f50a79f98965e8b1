package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.connecting.OpenClawEntry;
import ai.openclaw.lightning.connecting.SettingsFile;
import ai.openclaw.lightning.service.Installation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The plugin for OpenClaw. It comes with the program, and a copy of it stands in the home, where an upgrade of the program
 * does not take it away from a gateway that runs.
 *
 * @param folder of the copy
 */
record OpenClawPlugin(Path folder) {

    static OpenClawPlugin in(Home home) {
        return new OpenClawPlugin(home.resolve("openclaw-plugin"));
    }

    ObjectNode connect(AgentSettings agent, String address, Secret key, Output output) {
        OpenClawEntry entry = new OpenClawEntry(folder.toString());
        boolean isThere = entry.isInstalledOtherwise(new SettingsFile(agent.openClawFile()).read());
        if (!isThere && !agent.isPrint()) {
            copy(shipped());
        }
        String apiKey = key.isSet() ? key.reveal() : null;
        ObjectNode said = agent.change(
                        agent.openClawFile(), settings -> entry.connected(settings, address, apiKey), key, output)
                .json();
        if (isThere) {
            output.message("the plugin stays as openclaw-lightning setup installed it");
            return said.putNull("plugin");
        }
        output.message("the plugin " + (agent.isPrint() ? "would be" : "is") + " in " + folder);
        return said.put("plugin", folder.toString());
    }

    AgentSettings.Changed disconnect(Path file, boolean print, Secret key, Output output) {
        OpenClawEntry entry = new OpenClawEntry(folder.toString());
        boolean stays = entry.isInstalledOtherwise(new SettingsFile(file).read());
        AgentSettings.Changed changed = AgentSettings.change(file, entry::disconnected, print, key, output);
        if (stays) {
            output.message("the plugin itself stays; openclaw-lightning uninstall removes it");
        }
        if (!print) {
            try {
                Home.deleteTree(folder);
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.ERROR, folder + ": can't be deleted: " + IoReason.of(e));
            }
        }
        return changed;
    }

    private static Path shipped() {
        Path shipped = Installation.current().folder().resolve("npm/openclaw-lightning");
        if (!Files.isRegularFile(shipped.resolve("openclaw.plugin.json"))) {
            throw new CommandFailure(ExitCode.ERROR, shipped + ": the plugin did not come with this program");
        }
        return shipped;
    }

    /** Whoever reads meanwhile sees the old plugin or the new one, but for a moment. */
    private void copy(Path shipped) {
        Path next = folder.resolveSibling(folder.getFileName() + ".new");
        try {
            Home.deleteTree(next);
            Files.createDirectories(folder.toAbsolutePath().getParent());
            try (Stream<Path> paths = Files.walk(shipped)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Files.copy(path, next.resolve(shipped.relativize(path).toString()));
                }
            }
            Home.deleteTree(folder);
            Files.move(next, folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, folder + ": can't be written: " + IoReason.of(e));
        }
    }
}
