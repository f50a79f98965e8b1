package ai.openclaw.lightning.optimizer.mining;

/** What the traces of an agent are compared within, the surest first. */
enum Basis {
    /** The same task, by the client's task key or by the same message. */
    TASK,
    /** Families of similar messages. */
    FAMILY,
    /** The prognostic score of the message: good for hints only. */
    SCORE
}
