package ai.openclaw.lightning.optimizer.mining;

/** A situation that a trace can reach at most once, and in which the agent has to decide what to call. */
sealed interface DecisionState {

    /** A stable name; part of the key of a pattern. */
    String key();

    /** Before the first call. */
    record Start() implements DecisionState {
        @Override
        public String key() {
            return "start";
        }
    }

    /** A tool has failed for the first time. */
    record FirstError(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_error:" + tool;
        }
    }

    /** A tool has succeeded for the first time. */
    record FirstSuccess(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_success:" + tool;
        }
    }

    /** A call was made a second time with the same arguments, for the first time in the trace. */
    record FirstRepeat() implements DecisionState {
        @Override
        public String key() {
            return "first_repeat";
        }
    }

    /** A tool is about to be called for the first time: which arguments will it get? */
    record FirstCall(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_call:" + tool;
        }
    }
}
