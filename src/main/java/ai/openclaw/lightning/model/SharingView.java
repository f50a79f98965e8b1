package ai.openclaw.lightning.model;

/**
 * How far a bridge is that shares with a team.
 *
 * @param team the address of the team's bridge
 * @param share what leaves this machine, as the setting says it
 * @param shared traces
 * @param waiting traces that are still to be shared
 * @param lost traces that were deleted before they could be shared
 * @param refused requests that the team's bridge refused for good
 * @param lastAt when a trace was shared last; null before the first
 * @param problem why sharing does not go on; null while it does
 */
public record SharingView(
        String team, String share, long shared, long waiting, long lost, long refused, Long lastAt, String problem) {}
