package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.connecting.HookEntries;
import ai.openclaw.lightning.connecting.HookFiles;
import ai.openclaw.lightning.connecting.SettingsFile;
import ai.openclaw.lightning.connecting.TextChange;
import ai.openclaw.lightning.doctor.OpenClawChecks;
import ai.openclaw.lightning.model.HookAgent;
import ai.openclaw.lightning.terminal.Lines;
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

    private static final Map<String, HookEntries> AGENTS =
            Map.of(HookAgent.CLAUDE_CODE.id(), HookEntries.CLAUDE_CODE, HookAgent.CODEX.id(), HookEntries.CODEX);

    private static final String OPENCLAW = "openclaw";
    private static final int INDENT = 4;

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent: claude-code, codex or openclaw.")
    private String agent;

    @Option(
            names = "--project",
            description = "Change the settings of the project in this folder, and not those of the user (claude-code).")
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

    /** Whether it is the one whose plugin talks to the bridge, instead of hooks. */
    boolean isOpenClaw() {
        if (OPENCLAW.equals(agent) && project) {
            throw new CommandFailure(ExitCode.USAGE, "--project: OpenClaw has settings of the user only");
        }
        return OPENCLAW.equals(agent);
    }

    boolean isCodex() {
        return HookAgent.CODEX.id().equals(agent);
    }

    /** Which hooks the agent calls. */
    HookEntries entries() {
        HookEntries entries = AGENTS.get(agent);
        if (entries == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, agent + ": no such agent; it must be claude-code, codex or openclaw");
        }
        if (project && isCodex()) {
            throw new CommandFailure(ExitCode.USAGE, "--project: Codex has hooks for the user only");
        }
        return entries;
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
    Changed change(Path path, UnaryOperator<String> edit, Secret secret, Output output) {
        return change(path, edit, print, secret, output);
    }

    /** The same, for whichever agent the file is of. */
    static Changed change(Path path, UnaryOperator<String> edit, boolean print, Secret secret, Output output) {
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
            output.paragraph(SafeText.line(path.toString()) + (lines.isEmpty() ? ": nothing to change" : ":"), null);
            lines.forEach(line -> show(hidden(line, secret), output));
        }
        boolean changes = !lines.isEmpty() && !print;
        Path backup = changes ? file.write(after, secret.isSet()) : null;
        if (backup != null) {
            output.message("a copy of the file as it was: " + backup);
        }
        return new Changed(path, changes, backup);
    }

    /** A line that goes on beneath keeps its mark, and goes on a little to the right. */
    private static void show(String line, Output output) {
        String mark = line.substring(0, TextChange.MARK_CHARS);
        String text = SafeText.lines(line.substring(TextChange.MARK_CHARS));
        int indent = text.length() - text.stripLeading().length() + INDENT;
        Lines.wrapped(text, indent, output.style().columns() - mark.length()).forEach(one -> output.line(mark + one));
    }

    private static String hidden(String line, Secret secret) {
        return secret.isSet() ? line.replace(secret.reveal(), "***") : line;
    }

    /** Where the agent reads which hooks to call. */
    Path hooksFile() {
        HookFiles files = new HookFiles(environment);
        if (isCodex()) {
            return files.codex();
        }
        return project ? HookFiles.claudeCodeProject() : files.claudeCode();
    }

    /** Where OpenClaw reads which plugins to load. */
    Path openClawFile() {
        return OpenClawChecks.file(environment);
    }

    /** Where Codex reads whether to call hooks. */
    Path featuresFile() {
        return new HookFiles(environment).codexFeatures();
    }
}
