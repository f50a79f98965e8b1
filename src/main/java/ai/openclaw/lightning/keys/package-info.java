/** The routes at which keys with names are added, listed and revoked, and what came with one is deleted. */
package ai.openclaw.lightning.keys;
