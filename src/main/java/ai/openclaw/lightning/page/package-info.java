/** The page for a person: its files out of the jar, and the one-time link that lets a browser decide. */
package ai.openclaw.lightning.page;
