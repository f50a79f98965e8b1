package ai.openclaw.lightning.otlp;

import java.nio.file.Path;

/**
 * How requests of OTLP are taken.
 *
 * @param port where they are taken besides the bridge's own; 0 for nowhere
 * @param graceMs after the last span of a trace whose root has come
 * @param idleMs after which nobody waits for the rest of a trace
 * @param file what waits, so that a bridge that starts again knows it
 */
public record OtlpSettings(int port, long graceMs, long idleMs, Path file) {}
