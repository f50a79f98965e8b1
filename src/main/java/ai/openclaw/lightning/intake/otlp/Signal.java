package ai.openclaw.lightning.intake.otlp;

/** What a request of OTLP carries. */
public enum Signal {
    TRACES,
    LOGS
}
