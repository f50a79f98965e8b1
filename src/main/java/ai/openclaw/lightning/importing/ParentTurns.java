package ai.openclaw.lightning.importing;

/** Tells for which turn of another session a run was started. */
interface ParentTurns {

    /** Knows no other session. */
    ParentTurns NONE = (session, at) -> null;

    /** The trace of the turn that ran in the session at that time; null where it is not known. */
    String traceId(String session, long at);
}
