/** The bridge's own format: from the bytes of a JSON body to drafts. It only reads; what it read is decided in {@code intake}. */
package ai.openclaw.lightning.intake.json;
