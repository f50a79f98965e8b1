package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.HomeClock;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.PastTime;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.table.RetentionSection;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.terminal.Amounts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
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
            "After a jump of the clock by nearly a day or more, a bridge that was off for a weekend included, age is not to be",
            "trusted: then this deletes only with --trust-clock, and a bridge only after 24 hours of running.",
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

    @Option(
            names = "--trust-clock",
            description = "The clock is right, although it has jumped; the bridge believes it too.")
    private boolean trustClock;

    private final CommandContext context;

    public CleanupCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        long cutoff = cutoff();
        StoreCommands store = StoredTraces.of(home, "cleanup");
        HomeClock clock = new HomeClock(home.home());
        Optional<String> doubt = trustClock ? Optional.empty() : doubt(clock, store);
        if (dryRun) {
            doubt.ifPresent(context.err()::println);
            StoreCommands.Count count = store.receivedBefore(cutoff);
            context.out().println(inWords(count) + " received before " + Amounts.second(cutoff) + " would be deleted");
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
        if (doubt.isPresent()) {
            throw new CommandFailure(ExitCode.ERROR, doubt.get());
        }
        HomeLock lock = HomeLock.take(home.home());
        try (ProgressLine progress = new ProgressLine(context, "deleting")) {
            if (trustClock) {
                clock.trust(System.currentTimeMillis());
            }
            StoreCommands.Count count = store.deleteReceivedBefore(cutoff, progress);
            progress.clear();
            context.out()
                    .println(inWords(count) + " deleted; the database has "
                            + Amounts.bytes(store.bytes()) + " now, it had "
                            + Amounts.bytes(bytes));
        } finally {
            lock.close();
        }
        return ExitCode.OK;
    }

    private static Optional<String> doubt(HomeClock clock, StoreCommands store) throws IOException {
        Instant now = Instant.now();
        return clock.timeInsteadOf(now.toEpochMilli(), store)
                .map(own ->
                        "the clock says " + Amounts.second(now.toEpochMilli()) + ", but by the bridge's own time it is "
                                + Amounts.second(own.toEpochMilli())
                                + "; if the clock is right, add --trust-clock");
    }

    private long cutoff() {
        Instant now = Instant.now();
        if (olderThan != null) {
            return PastTime.parse("--older-than", olderThan, now, ZoneId.systemDefault());
        }
        int days = home.config().get(RetentionSection.DAYS);
        if (days == 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "retention.days is 0, which keeps all: say how old with --older-than 30d");
        }
        return now.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private static String inWords(StoreCommands.Count count) {
        return Amounts.count(count.traces()) + " traces with " + Amounts.count(count.toolCalls()) + " tool calls";
    }
}
