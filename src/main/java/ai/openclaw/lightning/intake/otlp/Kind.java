package ai.openclaw.lightning.intake.otlp;

/** What a span or a log record tells of an agent. What is new comes last: files hold the place of each. */
public enum Kind {
    /** An agent ran. */
    AGENT,
    /** Something around or between the others: a chain, a step, a hand-over. */
    STEP,
    /** A model was called. */
    MODEL,
    /** A tool was called. */
    TOOL,
    /** How the tool of the span above it went. */
    DETAIL,
    /** The first span of its process, and no agent's doing: when it is here, all that ran in it is. */
    ROOT,
    /** A log record: the user asked something. */
    PROMPT,
    /** A log record: a tool was called. */
    CALL,
    /** A log record: a model was called. */
    USAGE,
    /** A log record, or a span beside log records: the turn is over. */
    END,
    /** Somebody says how it went. */
    SCORE;

    /** Whether it is a span of what an agent did. */
    boolean isSpan() {
        return compareTo(DETAIL) <= 0;
    }
}
