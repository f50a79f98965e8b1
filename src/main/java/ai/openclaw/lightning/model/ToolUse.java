package ai.openclaw.lightning.model;

/**
 * How the calls of one tool went in the latest traces.
 *
 * @param medianMs half of the calls whose duration is known took at most so long; null where none is known
 * @param p95Ms the same for 95 of 100
 */
public record ToolUse(String tool, long calls, long errors, Long medianMs, Long p95Ms) {

    /** Calls that are looked at, those of the latest traces. */
    public static final int CALLS_MAX = 20_000;

    /** Tools at the most, the most called first. */
    public static final int TOOLS_MAX = 1_000;
}
