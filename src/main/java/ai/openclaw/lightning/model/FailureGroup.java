package ai.openclaw.lightning.model;

/**
 * Failures that are alike.
 *
 * @param tool the tool that failed; null for runs as a whole
 * @param text of the latest: the first line of its error, or the class of the run's failure; null if nobody told
 * @param count of failures
 * @param traces that they happened in
 * @param example the id of the latest trace
 * @param lastStart when that trace started
 */
public record FailureGroup(String tool, String text, long count, long traces, String example, long lastStart) {}
