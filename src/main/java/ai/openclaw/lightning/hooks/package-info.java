/**
 * Agents that call hooks, such as Claude Code: each call becomes events, and the answer to a prompt tells the agent its
 * rules.
 */
package ai.openclaw.lightning.hooks;
