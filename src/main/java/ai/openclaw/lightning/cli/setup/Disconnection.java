package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.connecting.CodexFeatures;
import ai.openclaw.lightning.connecting.HookEntries;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.connecting.OpenClawEntry;
import ai.openclaw.lightning.connecting.SettingsFile;
import ai.openclaw.lightning.doctor.OpenClawChecks;
import java.nio.file.Path;
import java.util.Map;

/**
 * Takes the bridge out of the settings of agents, and shows that.
 *
 * @param print whether nothing is to be written
 * @param key what nobody may see of them
 */
public record Disconnection(Map<String, String> environment, boolean print, Secret key, Output output) {

    public Disconnection {
        environment = Map.copyOf(environment);
    }

    /** Takes the hooks out of that file; Codex then calls hooks only if it did before, or has others. */
    AgentSettings.Changed hooks(HookEntries entries, Path file) {
        AgentSettings.Changed changed = AgentSettings.change(file, entries::disconnected, print, key, output);
        if (entries.equals(HookEntries.CODEX)) {
            switchOff(entries.disconnected(new SettingsFile(file).read()));
        }
        return changed;
    }

    private void switchOff(String hooksLeft) {
        Path file = new HookFiles(environment).codexFeatures();
        boolean marked = !CodexFeatures.restored(new SettingsFile(file).read()).equals(new SettingsFile(file).read());
        if (marked && hooksLeft.contains("\"hooks\"")) {
            output.message("hooks stay switched on in " + file + ", because Codex has others");
        } else if (marked) {
            AgentSettings.change(file, CodexFeatures::restored, print, Secret.NONE, output);
        }
    }

    /** Takes it out of the settings of each agent of the user, because there is no bridge from now on. */
    public void all(Home home) {
        for (HookFiles.Caller caller : new HookFiles(environment).callers()) {
            one(caller.name(), caller.words(), () -> hooks(caller.entries(), caller.file()));
        }
        Path file = OpenClawChecks.file(environment);
        OpenClawPlugin plugin = OpenClawPlugin.in(home);
        if (isOpenClawConnected(file, plugin.folder())) {
            one("OpenClaw", "openclaw", () -> plugin.disconnect(file, print, key, output));
        }
    }

    private void one(String name, String words, Runnable disconnect) {
        try {
            disconnect.run();
            output.message(
                    "disconnected " + name + "; to connect it to a later installation: lightning connect " + words);
        } catch (CommandFailure | ConfigException e) {
            output.message(
                    name + " is still connected, so take the bridge out of its settings yourself: " + e.getMessage());
        }
    }

    private static boolean isOpenClawConnected(Path file, Path plugin) {
        try {
            String settings = new SettingsFile(file).read();
            return !new OpenClawEntry(plugin.toString()).disconnected(settings).equals(settings);
        } catch (ConfigException notUnderstood) {
            return false;
        }
    }
}
