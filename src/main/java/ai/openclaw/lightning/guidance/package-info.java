/** What an agent is told at the start of a trace: pure functions over an immutable snapshot. */
package ai.openclaw.lightning.guidance;
