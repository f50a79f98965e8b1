/** The HTTP server and its routes, which turn requests into calls of the bus or the store. */
package ai.openclaw.lightning.http;
