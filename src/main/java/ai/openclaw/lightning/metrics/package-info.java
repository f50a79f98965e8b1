/** The bridge's figures for Prometheus. */
package ai.openclaw.lightning.metrics;
