package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.terminal.Amounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning cleanup}. */
@Command(
        name = "cleanup",
        description = "Delete old traces now and give their space back; the bridge must be stopped.",
        footer = {
            "",
            "A running bridge does the same by itself, every 30 seconds and by retention.days, so this is for less than",
            "that. It knows its traces by heart, therefore nobody else may delete them: stop it first. With --dry-run",
            "nothing is deleted, and the bridge may run. Open traces stay; age counts from when a trace was received.",
            "",
            "Exit codes: 0 done, 1 not done, 2 wrong usage or settings.",
            "Examples:",
            "  lightning cleanup --older-than 7d --dry-run",
            "  lightning stop && lightning cleanup --older-than 7d && lightning start"
        })
public final class CleanupCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Delete traces received before: 7d, 12h, 2026-11-22 (default: retention.days).")
    private String olderThan;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    private final CommandContext surroundings;

    public CleanupCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        long before = before();
        StoreCommands store = StoredTraces.of(home, "cleanup");
        if (dryRun) {
            StoreCommands.Count count = store.receivedBefore(before);
            surroundings
                    .out()
                    .println(words(count) + " received before " + Amounts.second(before) + " would be deleted");
            return ExitCode.OK;
        }
        long bytes = store.bytes();
        home.holder().ifPresent(holder -> {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a bridge (process " + holder.pid() + ") is running on "
                            + home.home().root()
                            + "; it deletes by retention.days itself. To delete more now: lightning stop, lightning cleanup, "
                            + "lightning start");
        });
        HomeLock lock = HomeLock.take(home.home());
        try (ProgressLine progress = new ProgressLine(surroundings, "deleting")) {
            StoreCommands.Count count = store.deleteReceivedBefore(before, progress);
            progress.clear();
            surroundings
                    .out()
                    .println(words(count) + " deleted; the database has "
                            + Amounts.bytes(store.bytes()) + " now, it had "
                            + Amounts.bytes(bytes));
        } finally {
            lock.close();
        }
        return ExitCode.OK;
    }

    private long before() {
        Instant now = Instant.now();
        if (olderThan != null) {
            return Moment.parse("--older-than", olderThan, now);
        }
        int days = home.config().retention().days();
        if (days == 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "retention.days is 0, which keeps all: say how old with --older-than 30d");
        }
        return now.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private static String words(StoreCommands.Count count) {
        return Amounts.count(count.traces()) + " traces with " + Amounts.count(count.toolCalls()) + " tool calls";
    }
}
