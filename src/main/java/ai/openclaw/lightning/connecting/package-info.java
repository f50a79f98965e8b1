/** Writes the bridge into the settings of an agent, and out of them again. What is not the bridge's own stays as it is. */
package ai.openclaw.lightning.connecting;
