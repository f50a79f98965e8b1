package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.AgentDatabase;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.importing.ImportCounts;
import ai.openclaw.lightning.importing.Importer;
import ai.openclaw.lightning.importing.ResumePoints;
import ai.openclaw.lightning.service.Installation;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "It reads these files, also gzipped, and folders with the folders in them:",
            "  .jsonl files that lightning export wrote",
            "  OpenClaw's transcripts: a folder agents/<id>/sessions, or one file of it",
            "  OpenClaw's databases: agents/<id>/agent/openclaw-agent.sqlite",
            "  Claude Code's transcripts: ~/.claude/projects",
            "  Codex's transcripts: ~/.codex/sessions",
            "  .json files of tau-bench and of InterCode SQL (files only)",
            "",
            "Each turn is stored once, in its newest state, so importing again adds only what is new. An interrupted "
                    + "import continues where it stopped. A line or a file that can't be read is named, and everything "
                    + "else is imported.",
            "",
            "Exit codes: 0 all stored, 1 not all read or stored, 2 wrong usage or settings, 3 not running.",
            "Examples:",
            "  lightning import traces.jsonl",
            "  lightning import ~/.openclaw/agents/main/agent/openclaw-agent.sqlite",
            "  lightning import ~/.claude/projects ~/.codex/sessions",
            "  lightning import --sample"
        })
public final class ImportCommand implements Callable<Integer> {

    private static final String DATABASE = ".sqlite";

    @Mixin
    private HomeOption home;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "The files and folders to import.")
    private List<String> files = List.of();

    @Option(names = "--sample", description = "Import sample traces of two simulated agents, to look around with.")
    private boolean sample;

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
        if (files.isEmpty() != sample) {
            throw new CommandFailure(
                    ExitCode.USAGE, sample ? "--sample takes no FILE" : "name a FILE to import, or use --sample");
        }
        BridgeClient client = url == null ? home.bridge() : home.client(url.replaceFirst("/+$", ""));
        try (ProgressLine line = new ProgressLine(context, "importing")) {
            Importer importer = new Importer(
                    client,
                    new ResumePoints(home.home().cache().resolve("imports")),
                    reached -> line.at(
                            reached.bytesRead(),
                            reached.bytesTotal(),
                            reached.counts().fresh().isNone()
                                    ? ""
                                    : ", " + reached.counts().fresh()),
                    words -> {
                        line.clear();
                        context.say(SafeText.line(words));
                    });
            for (String name : files) {
                importOne(importer, WorkingDirectory.path(name));
            }
            if (sample) {
                importSample(importer);
            }
            line.clear();
            return report(importer);
        }
    }

    private void importOne(Importer importer, Path path) {
        if (!path.toString().endsWith(DATABASE)) {
            importer.importPath(path);
            return;
        }
        importer.importDatabase(
                path,
                agentOf(path),
                entry -> AgentDatabase.transcripts(path, home.home().cache(), entry));
    }

    private void importSample(Importer importer) throws IOException {
        Path copy = home.home().cache().resolve("sample-traces.jsonl");
        try {
            new SampleTraces(Installation.current().folder().resolve("examples/sample-traces.jsonl.gz"))
                    .writeTo(copy, System.currentTimeMillis());
            importer.importPath(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** {@code main} for {@code agents/main/agent/openclaw-agent.sqlite}; null for a file of another place. */
    private static String agentOf(Path database) {
        Path folder = database.toAbsolutePath().normalize().getParent();
        return folder != null && folder.endsWith("agent") && folder.getParent().getFileName() != null
                ? folder.getParent().getFileName().toString()
                : null;
    }

    private int report(Importer importer) {
        ImportCounts counts = importer.counts();
        context.tell(counts.fresh().isNone() ? "nothing new" : counts.fresh() + " stored");
        if (!counts.known().isNone()) {
            context.tell(counts.known() + " already there");
        }
        if (counts.refused() > 0) {
            context.tell(Amounts.count(counts.refused(), "event") + " refused");
            context.say("first refusal: " + SafeText.line(counts.firstRefusal()));
        }
        if (importer.unread() > 0) {
            context.tell(Amounts.count(importer.unread())
                    + (importer.unread() == 1 ? " line or file" : " lines or files") + " not read");
        }
        if (!counts.fresh().isNone()) {
            context.say("to see what the bridge learns from them: lightning suggestions");
        }
        return counts.refused() + importer.unread() == 0 ? ExitCode.OK : ExitCode.ERROR;
    }
}
