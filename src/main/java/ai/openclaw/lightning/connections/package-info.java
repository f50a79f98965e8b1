/** Who is connected: how many may be, and how long each may take over a request. */
package ai.openclaw.lightning.connections;
