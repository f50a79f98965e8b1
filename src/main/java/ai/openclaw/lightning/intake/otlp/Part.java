package ai.openclaw.lightning.intake.otlp;

/** What an item holds of the contents of a trace. What is new comes last: files hold the place of each. */
public enum Part {
    MESSAGE,
    PARAMS,
    RESULT,
    ERROR,
    /** The calls that a model asked for, as a list of objects with {@code name}, {@code args} and {@code id}. */
    CALLS,
    METADATA
}
