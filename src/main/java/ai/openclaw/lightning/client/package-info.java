/** The HTTP client that the commands use to talk to a running bridge. */
package ai.openclaw.lightning.client;
