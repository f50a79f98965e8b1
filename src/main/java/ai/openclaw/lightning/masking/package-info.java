/** Takes secrets out of what clients send, in time linear in its size, before anything is cut, stored or logged. */
package ai.openclaw.lightning.masking;
