package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.connecting.SettingsFile;
import ai.openclaw.lightning.connecting.TextChange;
import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which agent a command is about, and where its settings are. */
public final class AgentSettings {

    private static final String CLAUDE_CODE = "claude-code";

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent: claude-code.")
    private String agent;

    @Option(
            names = "--project",
            description = "Change the settings of the project in this folder, and not those of the user.")
    private boolean project;

    @Option(names = "--print", description = "Only show what would change.")
    private boolean print;

    private final Map<String, String> environment;

    public AgentSettings(CommandContext context) {
        this.environment = context.environment();
    }

    /** What became of the file. */
    record Changed(Path file, boolean changes, Path backup) {

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("file", file.toString())
                    .put("changed", changes)
                    .put("backup", backup == null ? null : backup.toString());
        }
    }

    boolean isProject() {
        return project;
    }

    /** Whether nothing is to be written. */
    boolean isPrint() {
        return print;
    }

    /**
     * Shows the change and, unless it is only to be shown, makes it.
     *
     * @param secret what the new text has and nobody else may see, if it is set
     */
    Changed change(UnaryOperator<String> edit, Secret secret, Output output) {
        Path path = file();
        SettingsFile file = new SettingsFile(path);
        String before = file.read();
        String after;
        try {
            after = edit.apply(before);
        } catch (ConfigException e) {
            throw new CommandFailure(ExitCode.ERROR, path + ": " + e.getMessage());
        }
        List<String> lines = TextChange.lines(before, after);
        if (!output.isJson()) {
            output.line(SafeText.line(path.toString()) + (lines.isEmpty() ? ": nothing to change" : ":"));
            lines.forEach(line -> output.line(SafeText.lines(hidden(line, secret))));
        }
        boolean changes = !lines.isEmpty() && !print;
        Path backup = changes ? file.write(after, secret.isSet()) : null;
        if (backup != null) {
            output.message("a copy of the file as it was: " + backup);
        }
        return new Changed(path, changes, backup);
    }

    private static String hidden(String line, Secret secret) {
        return secret.isSet() ? line.replace(secret.reveal(), "***") : line;
    }

    private Path file() {
        if (!CLAUDE_CODE.equals(agent)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    agent + ": no such agent; it must be claude-code (for OpenClaw: openclaw-lightning setup)");
        }
        if (project) {
            return WorkingDirectory.path(".claude").resolve("settings.json").normalize();
        }
        String named = environment.getOrDefault("CLAUDE_CONFIG_DIR", "");
        Path folder = named.isEmpty() ? Home.userFolder(environment).resolve(".claude") : WorkingDirectory.path(named);
        return folder.resolve("settings.json");
    }
}
