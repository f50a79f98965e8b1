package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Trigger;
import java.util.Locale;

/** A situation that a trace can reach at most once, and in which the agent has to decide what to call. */
sealed interface DecisionState {

    /** A stable name; part of the key of a pattern. */
    String key();

    /** What must have happened for a trace to get here; null where every trace does. */
    default Trigger trigger() {
        return wider() == null ? null : wider().trigger();
    }

    /** Whether it is about what is given to a tool, and not about the tool. */
    default boolean isAboutText() {
        return false;
    }

    /** Whether it is a decision only where its tool does end traces. */
    default boolean isAboutTheEnd() {
        return false;
    }

    /** Whether the decision was taken before the state was reached, and not in it. */
    default boolean isAboutEarlierCalls() {
        return false;
    }

    /** The state that it is a special case of, and with whose key and a slash its own begins; null when there is none. */
    default DecisionState wider() {
        return null;
    }

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

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.FAILED, tool);
        }
    }

    /** A tool has succeeded for the first time. */
    record FirstSuccess(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_success:" + tool;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.SUCCEEDED, tool);
        }
    }

    /** A tool has failed for the first time with an error of this class. */
    record FirstErrorOf(String tool, String errorClass) implements DecisionState {
        @Override
        public String key() {
            return wider().key() + "/" + errorClass;
        }

        @Override
        public DecisionState wider() {
            return new FirstError(tool);
        }
    }

    /** What can be seen of a result without reading it. */
    enum ResultKind {
        EMPTY,
        LONG,
        SAME
    }

    /** A tool has succeeded for the first time with a result of this kind. */
    record FirstResult(String tool, ResultKind kind) implements DecisionState {
        @Override
        public String key() {
            return wider().key() + "/" + kind.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public DecisionState wider() {
            return new FirstSuccess(tool);
        }
    }

    /** A call was made a second time with the same arguments, for the first time in the trace. */
    record FirstRepeat() implements DecisionState {
        @Override
        public String key() {
            return "first_repeat";
        }

        @Override
        public Trigger trigger() {
            return Trigger.REPEAT;
        }
    }

    /** A tool is about to be called for the first time: which arguments will it get? */
    record FirstCall(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_call:" + tool;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.CALLED, tool);
        }
    }

    /** A tool is about to be called for the first time: what was called before? */
    record FirstUse(String tool) implements DecisionState {
        @Override
        public String key() {
            return "first_use:" + tool;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.CALLED, tool);
        }

        @Override
        public boolean isAboutEarlierCalls() {
            return true;
        }
    }

    /** A tool is about to get a text as this argument, for the first time: what will it be like? */
    record FirstText(String tool, String argument) implements DecisionState {
        @Override
        public String key() {
            return "first_text:" + tool + "/" + argument;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.CALLED, tool);
        }

        @Override
        public boolean isAboutText() {
            return true;
        }
    }

    /** The tool that ends the trace is about to get a text as this argument: how long will it be? */
    record LastText(String tool, String argument) implements DecisionState {
        @Override
        public String key() {
            return "last_text:" + tool + "/" + argument;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.CALLED, tool);
        }

        @Override
        public boolean isAboutText() {
            return true;
        }

        @Override
        public boolean isAboutTheEnd() {
            return true;
        }
    }

    /** The tool that ends the trace is about to be called: what was done before? */
    record End(String tool) implements DecisionState {
        @Override
        public String key() {
            return "end:" + tool;
        }

        @Override
        public Trigger trigger() {
            return new Trigger(Trigger.Kind.CALLED, tool);
        }

        @Override
        public boolean isAboutTheEnd() {
            return true;
        }

        @Override
        public boolean isAboutEarlierCalls() {
            return true;
        }
    }
}
