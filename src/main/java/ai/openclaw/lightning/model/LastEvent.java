package ai.openclaw.lightning.model;

/**
 * The last event of one agent that came through one client.
 *
 * @param agentId null if its traces name no agent
 * @param client the program that sent it, as its User-Agent begins
 * @param at epoch milliseconds, by the bridge's clock
 * @param events how many came, since the bridge started or forgot this agent
 */
public record LastEvent(String agentId, String client, long at, long events) {}
