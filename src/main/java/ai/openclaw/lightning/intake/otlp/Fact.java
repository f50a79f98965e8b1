package ai.openclaw.lightning.intake.otlp;

/** What is known of an item in a few characters. What is new comes last: files hold the place of each. */
public enum Fact {
    /** The id of the OTLP trace, where the items of several are kept together. */
    TRACE,
    /** The id of the user's prompt that it belongs to. */
    PROMPT_ID,
    SESSION,
    /** What sent it, as its User-Agent begins. */
    SENDER,
    /** The name of a span. */
    NAME,
    /** The name that a span gives the agent. */
    AGENT,
    /** The name of the program, for an agent without a name. */
    SERVICE,
    MODEL,
    TOOL,
    CALL_ID,
    /** Whether the tool is called through the protocol MCP, and perhaps seen twice. */
    MCP,
    FAILED,
    /** The class of the error, as a name for programs. */
    FAILURE,
    EXIT_CODE,
    /** The exit code is what the command answers by. */
    EXIT_IS_ANSWER,
    DURATION_MS,
    TOKENS,
    /** Whether the span above it ran in another process, {@code local} or {@code remote}; absent where nobody says. */
    PARENT,
    TASK_KEY,
    PROMPT_VERSION,
    /** Of a score. */
    SOURCE,
    VALUE,
    SUCCESS,
    /** The name of the key that it came with. */
    KEY,
    /** The arms that the client drew, as JSON. */
    ARMS,
    /** The share of traces that its sampler lets through, where that is not all. */
    SAMPLED
}
