/** The store that keeps everything in memory. */
package ai.openclaw.lightning.storage.memory;
