/** What a signal about a trace is worth. */
package ai.openclaw.lightning.reward;
