/**
 * Sharing with a team: closed traces go to the team's bridge, and its rules and experiments come from there. A bridge without a
 * team loads none of it.
 */
package ai.openclaw.lightning.sharing;
