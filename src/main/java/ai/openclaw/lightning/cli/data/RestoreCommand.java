package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.WorkingDirectory;
import ai.openclaw.lightning.storage.StoreCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lightning restore}. */
@Command(
        name = "restore",
        description = "Replace the database with a backup. Stop the bridge first.",
        footer = {
            "",
            "It checks the backup first. If the backup is damaged or comes from a newer version, nothing changes. The "
                    + "replaced database stays next to the new one as traces.db.replaced-<time>. Delete it when you no longer "
                    + "need it.",
            "",
            "Exit codes: 0 restored, 1 not restored, 2 wrong usage or settings.",
            "Example:",
            "  lightning stop && lightning restore ~/2026-11-22.db && lightning start"
        })
public final class RestoreCommand implements Callable<Integer> {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Mixin
    private HomeOption home;

    @Parameters(paramLabel = "FILE", description = "A file that lightning backup wrote.")
    private String file;

    private final CommandContext context;

    public RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Home target = home.home();
        Path backup = WorkingDirectory.path(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(backup)) {
            throw new CommandFailure(ExitCode.ERROR, backup + ": there is no such file");
        }
        StoreCommands store = StoredTraces.of(home, "restore");
        home.holder().ifPresent(holder -> {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a bridge (process " + holder.pid() + ") is running on " + target.root()
                            + "; stop it first: lightning stop");
        });
        HomeLock lock = HomeLock.take(target);
        try (ProgressLine progress = new ProgressLine(context, "copying")) {
            String label =
                    "replaced-" + LocalDateTime.now(ZoneId.systemDefault()).format(SECOND);
            Optional<String> replaced = store.restore(backup, label, progress);
            progress.clear();
            context.tell("restored " + store.place() + " from " + backup);
            replaced.ifPresent(kept -> context.say("kept the replaced database as " + kept));
        } finally {
            lock.close();
        }
        return ExitCode.OK;
    }
}
