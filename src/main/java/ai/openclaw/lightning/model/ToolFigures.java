package ai.openclaw.lightning.model;

/**
 * Counts and sums over the stored calls of one tool, or the change to them. A value: {@link #plus} makes a new one.
 *
 * @param durationMsSum over the calls whose duration is known, of which there are {@code durationCount}
 */
public record ToolFigures(long calls, long errors, long durationMsSum, long durationCount) {

    public static final ToolFigures ZERO = new ToolFigures(0, 0, 0, 0);

    /** What one call adds. */
    public static ToolFigures of(boolean failed, Long durationMs) {
        return new ToolFigures(1, failed ? 1 : 0, durationMs == null ? 0 : durationMs, durationMs == null ? 0 : 1);
    }

    public ToolFigures plus(ToolFigures other) {
        return new ToolFigures(
                calls + other.calls,
                errors + other.errors,
                durationMsSum + other.durationMsSum,
                durationCount + other.durationCount);
    }

    public ToolFigures negated() {
        return new ToolFigures(-calls, -errors, -durationMsSum, -durationCount);
    }
}
