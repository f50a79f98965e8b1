package ai.openclaw.lightning.storage;

/**
 * Which traces to take; a null lets everything through.
 *
 * @param since earliest start, epoch milliseconds
 */
public record TraceFilter(String agentId, String sessionKey, Long since) {

    public static final TraceFilter ALL = new TraceFilter(null, null, null);
}
