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
        description = "Delete old traces now. Stop the bridge first.",
        footer = {
            "",
            "A running bridge deletes by itself what is older than retention.days, so you need this command only to "
                    + "delete more. Stop the bridge first, because it keeps details of its traces in memory. A --dry-run deletes "
                    + "nothing and works while the bridge runs. Open traces stay. Age counts from the time a trace was received.",
            "",
            "If the clock has jumped by nearly a day or more, the age of traces may be wrong. A bridge that was off for a "
                    + "weekend sees such a jump, too. This command then needs --trust-clock; a bridge waits for 24 hours of running "
                    + "before it deletes.",
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
            description = "Delete traces older than this: 7d, 12h or 2026-11-22 (default: the setting retention.days).")
    private String olderThan;

    @Option(names = "--dry-run", description = "Only print what would be deleted.")
    private boolean dryRun;

    @Option(names = "--trust-clock", description = "Accept the clock although it has jumped, for the bridge too.")
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
            doubt.ifPresent(context::say);
            StoreCommands.Count count = store.receivedBefore(cutoff);
            context.tell(inWords(count) + " received before " + Amounts.second(cutoff) + " would be deleted");
            return ExitCode.OK;
        }
        long bytes = store.bytes();
        home.holder().ifPresent(holder -> {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a bridge (process " + holder.pid() + ") is running on "
                            + home.home().root()
                            + "; it deletes traces older than retention.days by itself. To delete more now: lightning stop && "
                            + "lightning cleanup && lightning start");
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
            long left = store.bytes();
            context.tell(inWords(count) + " deleted; "
                    + (left < bytes
                            ? "the database shrank from " + Amounts.bytes(bytes) + " to " + Amounts.bytes(left)
                            : "new traces take their place in the database's " + Amounts.bytes(left)));
        } finally {
            lock.close();
        }
        return ExitCode.OK;
    }

    private static Optional<String> doubt(HomeClock clock, StoreCommands store) throws IOException {
        Instant now = Instant.now();
        return clock.timeInsteadOf(now.toEpochMilli(), store)
                .map(own -> "the clock says " + Amounts.second(now.toEpochMilli()) + ", but the bridge's own time is "
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
                    ExitCode.USAGE, "retention.days is 0, which keeps all traces; to delete some: --older-than 30d");
        }
        return now.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private static String inWords(StoreCommands.Count count) {
        return Amounts.count(count.traces(), "trace") + " with " + Amounts.count(count.toolCalls(), "tool call");
    }
}
