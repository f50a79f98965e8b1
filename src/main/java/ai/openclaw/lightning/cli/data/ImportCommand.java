package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.AgentDatabase;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.importing.Importer;
import ai.openclaw.lightning.importing.ResumePoints;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning import}. */
@Command(
        name = "import",
        description = "Send recorded agent runs to a running bridge.",
        footer = {
            "",
            "It reads these files, also gzipped:",
            "  .jsonl files that lightning export wrote",
            "  OpenClaw's transcripts: a folder agents/<id>/sessions, or one file of it",
            "  OpenClaw's databases: agents/<id>/agent/openclaw-agent.sqlite",
            "  .json files of tau-bench trajectories and of InterCode SQL sessions",
            "",
            "Ids depend only on the content, so importing a file again changes nothing, and an interrupted import "
                    + "continues where it stopped.",
            "",
            "Exit codes: 0 all stored, 1 not all stored, 2 wrong usage or settings, 3 not running.",
            "Examples:",
            "  lightning import traces.jsonl",
            "  lightning import ~/.openclaw/agents/main/agent/openclaw-agent.sqlite"
        })
public final class ImportCommand implements Callable<Integer> {

    private static final String DATABASE = ".sqlite";

    @Mixin
    private HomeOption home;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files and folders to import.")
    private List<String> files;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The bridge to send to (default: the one that runs on the home).")
    private String url;

    private final CommandContext context;

    public ImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        BridgeClient client = url == null ? home.bridge() : home.client(url.replaceFirst("/+$", ""));
        try (ProgressLine line = new ProgressLine(context, "importing")) {
            Importer importer = new Importer(
                    client,
                    new ResumePoints(home.home().cache().resolve("imports")),
                    reached -> line.at(reached.bytesRead(), reached.bytesTotal(), ", " + inWords(reached.counts())));
            for (String name : files) {
                importOne(importer, WorkingDirectory.path(name), line);
            }
            line.clear();
            return report(importer.counts());
        }
    }

    private void importOne(Importer importer, Path path, ProgressLine line) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": there is no such file or folder");
        }
        if (path.getFileName().toString().endsWith(DATABASE)) {
            importer.importTranscripts(agentOf(path), entry -> {
                long compressed = AgentDatabase.transcripts(path, home.home().cache(), entry);
                if (compressed > 0) {
                    line.clear();
                    context.err().println(path + ": " + "skipped " + compressed + " compressed entries");
                }
            });
        } else {
            importer.importPath(path).ifPresent(leftOut -> {
                line.clear();
                context.err().println(path + ": " + leftOut);
            });
        }
    }

    /** {@code main} for {@code agents/main/agent/openclaw-agent.sqlite}; null for a file of another place. */
    private static String agentOf(Path database) {
        Path folder = database.toAbsolutePath().normalize().getParent();
        return folder != null && folder.endsWith("agent") && folder.getParent().getFileName() != null
                ? folder.getParent().getFileName().toString()
                : null;
    }

    private int report(Importer.Counts counts) {
        context.out()
                .printf(
                        Locale.ROOT,
                        "%d traces, %d tool calls, %d rewards stored, %d rejected%n",
                        counts.traces(),
                        counts.toolCalls(),
                        counts.rewards(),
                        counts.rejected());
        if (counts.rejected() == 0) {
            return ExitCode.OK;
        }
        context.err().println("first rejection: " + SafeText.line(counts.firstRejection()));
        return ExitCode.ERROR;
    }

    private static String inWords(Importer.Counts counts) {
        return Amounts.count(counts.traces()) + " traces, " + Amounts.count(counts.toolCalls()) + " tool calls";
    }
}
