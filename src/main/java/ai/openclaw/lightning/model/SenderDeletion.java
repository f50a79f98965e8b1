package ai.openclaw.lightning.model;

/**
 * What was deleted of one sender's traces.
 *
 * @param traces how many are gone
 * @param complete whether there are no more
 */
public record SenderDeletion(long traces, boolean complete) {}
