/** A damaged database: noticed, moved aside, and what can still be read of it taken over into a new one. */
package ai.openclaw.lightning.storage.sqlite.salvage;
