/** Implementations of the seams by name: the bridge's own, and those in users' jars. */
package ai.openclaw.lightning.plugins;
