/**
 * OpenTelemetry: from the bytes of a request of OTLP/HTTP to what is kept of spans and log records, and from those to
 * drafts ({@code docs/otlp.md}). Plain Java, no I/O.
 */
package ai.openclaw.lightning.intake.otlp;
