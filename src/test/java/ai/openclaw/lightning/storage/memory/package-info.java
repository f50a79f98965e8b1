/** A store that keeps everything in memory: a fixture, which passes the same contract as the bridge's own. */
package ai.openclaw.lightning.storage.memory;
