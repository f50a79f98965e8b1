package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.storage.Progress;
import ai.openclaw.lightning.terminal.Amounts;
import java.util.function.LongSupplier;

/** One line on a terminal that shows the progress of long work and estimates the time left. */
final class ProgressLine implements Progress, AutoCloseable {

    private static final long INTERVAL_MS = 200;

    /** An earlier estimate would jump. */
    private static final long ESTIMATE_AFTER_MS = 2_000;

    private final CommandContext context;
    private final String activity;
    private final LongSupplier clockMs;
    private final long startedAt;
    private long lastShownAt;
    private int width;

    ProgressLine(CommandContext context, String activity) {
        this(context, activity, () -> System.nanoTime() / 1_000_000);
    }

    ProgressLine(CommandContext context, String activity, LongSupplier clockMs) {
        this.context = context;
        this.activity = activity;
        this.clockMs = clockMs;
        this.startedAt = clockMs.getAsLong();
        this.lastShownAt = startedAt - INTERVAL_MS;
    }

    @Override
    public void at(long done, long total) {
        at(done, total, "");
    }

    /** Updates the line, with a few more words. */
    void at(long done, long total, String more) {
        long now = clockMs.getAsLong();
        if (!context.style().terminal() || now - lastShownAt < INTERVAL_MS) {
            return;
        }
        lastShownAt = now;
        String text = activity
                + (total > 0 ? " " + Amounts.share(Math.min(1, (double) done / total)) : "")
                + more
                + estimate(now - startedAt, done, total);
        // Text that wraps into the next line could not be cleared.
        String line = text.substring(0, Math.min(text.length(), context.style().columns() - 1));
        context.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        context.err().flush();
        width = line.length();
    }

    private static String estimate(long tookMs, long done, long total) {
        return tookMs < ESTIMATE_AFTER_MS || done <= 0 || done >= total
                ? ""
                : ", about " + Amounts.duration((double) tookMs / done * (total - done)) + " left";
    }

    @Override
    public void close() {
        clear();
    }

    /** Clears the line, so that something else can be printed. */
    void clear() {
        if (width > 0) {
            context.err().print("\r" + " ".repeat(width) + "\r");
            context.err().flush();
            width = 0;
        }
    }
}
