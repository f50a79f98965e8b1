/** Statistics that know nothing of agents: tables, tests, intervals, betting. Numbers in, numbers out. */
package ai.openclaw.lightning.optimizer.stats;
