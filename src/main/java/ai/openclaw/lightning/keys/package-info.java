/** The routes at which keys with names are added, listed and revoked. */
package ai.openclaw.lightning.keys;
