package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the agents that call hooks keep their settings, and which of them call a bridge.
 *
 * @param environment says where the user's folders are
 */
public record HookFiles(Map<String, String> environment) {

    public HookFiles {
        environment = Map.copyOf(environment);
    }

    /**
     * An agent whose settings have hooks of a bridge.
     *
     * @param name as people call it
     * @param words what {@code lightning connect} and {@code disconnect} call it
     * @param addresses of the bridges that the hooks call
     */
    public record Caller(String name, String words, HookEntries entries, Path file, Set<String> addresses) {

        public Caller {
            addresses = Set.copyOf(addresses);
        }
    }

    /** The settings of Claude Code. */
    public Path claudeCode() {
        return folder("CLAUDE_CONFIG_DIR", ".claude").resolve("settings.json");
    }

    /** Its settings for the project in this folder. */
    public static Path claudeCodeProject() {
        return WorkingDirectory.path(".claude").resolve("settings.json").normalize();
    }

    /** Which hooks Codex calls. */
    public Path codex() {
        return folder("CODEX_HOME", ".codex").resolve("hooks.json");
    }

    /** Whether Codex calls hooks at all. */
    public Path codexFeatures() {
        return folder("CODEX_HOME", ".codex").resolve("config.toml");
    }

    /** Who calls a bridge. What can't be read calls none, as far as anybody can tell. */
    public List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        add(callers, "Claude Code", "claude-code", HookEntries.CLAUDE_CODE, claudeCode());
        if (!claudeCodeProject().equals(claudeCode())) {
            add(
                    callers,
                    "Claude Code in this folder",
                    "claude-code --project",
                    HookEntries.CLAUDE_CODE,
                    claudeCodeProject());
        }
        add(callers, "Codex", "codex", HookEntries.CODEX, codex());
        return callers;
    }

    private static void add(List<Caller> callers, String name, String words, HookEntries entries, Path file) {
        try {
            Set<String> addresses = entries.addresses(new SettingsFile(file).read());
            if (!addresses.isEmpty()) {
                callers.add(new Caller(name, words, entries, file, addresses));
            }
        } catch (ConfigException notUnderstood) {
            // lightning connect says what is wrong with it
        }
    }

    private Path folder(String variable, String usual) {
        String named = environment.getOrDefault(variable, "");
        return named.isEmpty() ? Home.userFolder(environment).resolve(usual) : WorkingDirectory.path(named);
    }
}
