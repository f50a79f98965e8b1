/** The event bus behind typed calls: its addresses, codec, timeouts and failures are known here and nowhere else. */
package ai.openclaw.lightning.bus;
