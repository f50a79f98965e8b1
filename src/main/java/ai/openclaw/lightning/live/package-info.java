/** Tells listeners over HTTP that something changed. */
package ai.openclaw.lightning.live;
