/** The HTTP server and its routes: what a client asks becomes a call of the bus or of the store, and its answer. */
package ai.openclaw.lightning.http;
