package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.terminal.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lightning backup}. */
@Command(
        name = "backup",
        description = "Write a checked copy of the database to a file; the bridge may go on working.",
        footer = {
            "",
            "The copy is of one moment, readable by you only, and appears under its name when it is complete and SQLite",
            "has found nothing wrong in it. It holds what agents said and did: keep it where you would keep that.",
            "",
            "Exit codes: 0 written, 1 not, 2 wrong usage or settings.",
            "Example:",
            "  lightning backup ~/lightning-2026-11-22.db"
        })
public final class BackupCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "FILE", description = "Where the copy goes.")
    private String file;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    private final CommandContext context;

    public BackupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path target = TargetFile.of(file, force);
        StoreCommands store = StoredTraces.of(home, "backup");
        try (ProgressLine progress = new ProgressLine(context, "copying")) {
            store.backup(target, progress);
        }
        context.out().println(target + ", " + Amounts.bytes(Files.size(target)));
        return ExitCode.OK;
    }
}
