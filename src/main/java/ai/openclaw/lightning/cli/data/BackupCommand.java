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
        description = "Copy the database to a file, while the bridge may run.",
        footer = {
            "",
            "The copy is a snapshot of one moment, and only you can read it. The file appears once it is complete and "
                    + "has passed SQLite's integrity check. It holds what your agents said and did, so keep it in a safe place.",
            "",
            "Exit codes: 0 written, 1 not written, 2 wrong usage or settings.",
            "Example:",
            "  lightning backup ~/2026-11-22.db"
        })
public final class BackupCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private String file;

    @Option(names = "--force", description = "Replace an existing file.")
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
        context.tell(target + ", " + Amounts.bytes(Files.size(target)));
        return ExitCode.OK;
    }
}
