/**
 * OTLP/HTTP: the routes that exporters of OpenTelemetry send to, and what waits until its trace is complete ({@code
 * docs/otlp.md}).
 */
package ai.openclaw.lightning.otlp;
