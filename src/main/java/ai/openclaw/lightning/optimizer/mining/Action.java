package ai.openclaw.lightning.optimizer.mining;

/** What an agent can do in a {@link DecisionState}. */
sealed interface Action {

    /** A stable name; part of the key of a pattern. */
    String key();

    /** Call this tool next. */
    record NextTool(String tool) implements Action {
        @Override
        public String key() {
            return "next:" + tool;
        }
    }

    /** Repeat the call that led to the state, unchanged. */
    record SameCall() implements Action {
        @Override
        public String key() {
            return "same_call";
        }
    }

    /** Give this argument. */
    record Argument(String name) implements Action {
        @Override
        public String key() {
            return "argument:" + name;
        }
    }
}
