/** A bridge seen from outside: what the commands use to talk to a running one. */
package ai.openclaw.lightning.client;
