/** What an agent is told: an immutable snapshot that the optimizer publishes. */
package ai.openclaw.lightning.guidance;
