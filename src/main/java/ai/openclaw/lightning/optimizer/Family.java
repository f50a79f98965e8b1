package ai.openclaw.lightning.optimizer;

/** A family of decisions that the search takes in besides the first ones of a trace. Each can be switched off. */
public enum Family {
    /** Before the tool that ends a trace: was another tool called, and did the last call fail? */
    BEFORE_END,
    /** Before the first call of a tool: was another one called? */
    PREREQUISITES,
    /** The states of the first calls, wherever in a trace they come. */
    ANY_POSITION,
    /** The length of a text argument against the agent's usual one, and whether its words are the request's. */
    ARGUMENT_SHAPES,
    /** The class of the error of an earlier call: exit code, HTTP status, well-known exception. */
    ERROR_CLASSES,
    /** Whether an earlier call's result was empty, longer than usual for the agent, or the same as before. */
    RESULTS
}
