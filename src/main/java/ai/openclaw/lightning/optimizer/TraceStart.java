package ai.openclaw.lightning.optimizer;

/**
 * What is known of a trace before its agent has acted; anything may be null.
 *
 * @param firstMessage used for its words' hashes only
 */
public record TraceStart(String agentId, String model, String taskKey, String firstMessage) {}
