package ai.openclaw.lightning.optimizer.mining;

/** What an agent can do in a {@link DecisionState}. */
sealed interface Action {

    /** A stable name; part of the key of a pattern. */
    String key();

    /** Whether it says which call comes next, so that no other can. */
    default boolean isNextCall() {
        return false;
    }

    /** The tool that it asks for; null where it asks for none. */
    default String asksFor() {
        return null;
    }

    /** Whether it says what a text is to be like. */
    default boolean isAboutText() {
        return false;
    }

    /** Call this tool next. */
    record NextTool(String tool) implements Action {
        @Override
        public String key() {
            return "next:" + tool;
        }

        @Override
        public String asksFor() {
            return tool;
        }

        @Override
        public boolean isNextCall() {
            return true;
        }
    }

    /** Repeat the call that led to the state, unchanged. */
    record SameCall() implements Action {
        @Override
        public String key() {
            return "same_call";
        }

        @Override
        public boolean isNextCall() {
            return true;
        }
    }

    /** Give this argument. */
    record Argument(String name) implements Action {
        @Override
        public String key() {
            return "argument:" + name;
        }
    }

    /** Have called this tool before, at any time. */
    record Before(String tool) implements Action {
        @Override
        public String key() {
            return "before:" + tool;
        }

        @Override
        public String asksFor() {
            return tool;
        }
    }

    /** Do it although the call just before has failed. */
    record AfterFailure() implements Action {
        @Override
        public String key() {
            return "after_failure";
        }
    }

    /** Give a text that is shorter than usual. */
    record Shorter() implements Action {
        @Override
        public String key() {
            return "short";
        }

        @Override
        public boolean isAboutText() {
            return true;
        }
    }

    /** Give a text that is longer than usual. */
    record Longer() implements Action {
        @Override
        public String key() {
            return "long";
        }

        @Override
        public boolean isAboutText() {
            return true;
        }
    }

    /** Give a text whose words are mostly the request's. */
    record FromRequest() implements Action {
        @Override
        public String key() {
            return "from_request";
        }

        @Override
        public boolean isAboutText() {
            return true;
        }
    }
}
