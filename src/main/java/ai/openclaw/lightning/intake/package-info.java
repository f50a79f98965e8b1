/**
 * The one way in, whatever the format: a draft is checked, masked, cut, rewarded and given its arms here, and becomes an
 * event. Plain Java, no I/O.
 */
package ai.openclaw.lightning.intake;
