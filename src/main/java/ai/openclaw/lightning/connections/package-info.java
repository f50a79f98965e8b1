/** Who is connected: how many may be, how long each may take over a request, and who sent events last. */
package ai.openclaw.lightning.connections;
