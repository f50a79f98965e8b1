package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.hypotheses.Idea;
import ai.openclaw.lightning.optimizer.hypotheses.Idea.Deed;
import ai.openclaw.lightning.optimizer.hypotheses.Idea.Situation;
import ai.openclaw.lightning.optimizer.mining.DecisionState.ResultKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The decision that an idea's closed words stand for, and back. */
final class IdeaWords {

    private static final String NONE = "";

    /** What to decide, and how: to take the action or not to take it. */
    record Decision(DecisionState state, Action action, boolean doIt) {}

    private IdeaWords() {}

    /** Empty where the words do not fit together. */
    static Optional<Decision> decision(Idea idea) {
        DecisionState state = state(idea);
        Action action = action(idea);
        boolean doIt = idea.deed() != Deed.OTHER_CALL && idea.deed() != Deed.MEND_FAILURE;
        // What was translated must say all of the words, and no more: one that would be passed over is a wrong one.
        return state == null || action == null
                ? Optional.empty()
                : Optional.of(new Decision(state, action, doIt))
                        .filter(decision -> idea(decision).filter(idea::equals).isPresent())
                        .filter(decision -> isOfOneKind(state, action));
    }

    /** The words of a text come from the request at its first call; its length is chosen at the end. */
    private static boolean isOfOneKind(DecisionState state, Action action) {
        return state.isAboutText() == action.isAboutText()
                && state instanceof DecisionState.FirstText == action instanceof Action.FromRequest;
    }

    private static DecisionState state(Idea idea) {
        String tool = idea.tool();
        boolean isAny = idea.shape().equals(Idea.ANY);
        return switch (idea.situation()) {
            case START -> new DecisionState.Start();
            case FIRST_ERROR ->
                isAny ? new DecisionState.FirstError(tool) : new DecisionState.FirstErrorOf(tool, idea.shape());
            case FIRST_SUCCESS -> isAny ? new DecisionState.FirstSuccess(tool) : result(tool, idea.shape());
            case FIRST_REPEAT -> new DecisionState.FirstRepeat();
            case FIRST_CALL -> new DecisionState.FirstCall(tool);
            case FIRST_USE -> new DecisionState.FirstUse(tool);
            case FIRST_TEXT -> new DecisionState.FirstText(tool, idea.other());
            case LAST_TEXT -> new DecisionState.LastText(tool, idea.other());
            case END -> new DecisionState.End(tool);
        };
    }

    private static DecisionState result(String tool, String shape) {
        return Arrays.stream(ResultKind.values())
                .filter(kind -> word(kind).equals(shape))
                .map(kind -> new DecisionState.FirstResult(tool, kind))
                .findFirst()
                .orElse(null);
    }

    private static String word(ResultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Action action(Idea idea) {
        return switch (idea.deed()) {
            case CALL_NEXT -> new Action.NextTool(idea.other());
            case SAME_CALL, OTHER_CALL -> new Action.SameCall();
            case GIVE_ARGUMENT -> new Action.Argument(idea.other());
            // Nothing can be called before its own first call.
            case CALL_BEFORE -> idea.other().equals(idea.tool()) ? null : new Action.Before(idea.other());
            case MEND_FAILURE -> new Action.AfterFailure();
            case SHORTER -> new Action.Shorter();
            case LONGER -> new Action.Longer();
            case FROM_REQUEST -> new Action.FromRequest();
        };
    }

    /** Empty for what has no words, such as not to call a tool. */
    static Optional<Idea> idea(Decision decision) {
        Idea situation = situation(decision.state());
        Deed deed = deed(decision);
        String other = other(decision.action(), situation.other());
        return deed == null
                ? Optional.empty()
                : Optional.of(new Idea(situation.situation(), situation.tool(), deed, other, situation.shape()));
    }

    /** The words for the state; the deed is only there to be replaced. */
    private static Idea situation(DecisionState state) {
        if (state instanceof DecisionState.FirstErrorOf error) {
            return words(Situation.FIRST_ERROR, error.tool(), NONE, error.errorClass());
        }
        if (state instanceof DecisionState.FirstError error) {
            return words(Situation.FIRST_ERROR, error.tool(), NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.FirstResult result) {
            return words(Situation.FIRST_SUCCESS, result.tool(), NONE, word(result.kind()));
        }
        if (state instanceof DecisionState.FirstSuccess success) {
            return words(Situation.FIRST_SUCCESS, success.tool(), NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.FirstRepeat) {
            return words(Situation.FIRST_REPEAT, NONE, NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.FirstCall call) {
            return words(Situation.FIRST_CALL, call.tool(), NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.FirstUse use) {
            return words(Situation.FIRST_USE, use.tool(), NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.FirstText text) {
            return words(Situation.FIRST_TEXT, text.tool(), text.argument(), Idea.ANY);
        }
        if (state instanceof DecisionState.LastText text) {
            return words(Situation.LAST_TEXT, text.tool(), text.argument(), Idea.ANY);
        }
        if (state instanceof DecisionState.End end) {
            return words(Situation.END, end.tool(), NONE, Idea.ANY);
        }
        if (state instanceof DecisionState.Start) {
            return words(Situation.START, NONE, NONE, Idea.ANY);
        }
        throw new UnknownKindException(state);
    }

    private static Idea words(Situation situation, String tool, String argument, String shape) {
        return new Idea(situation, tool, Deed.CALL_NEXT, argument, shape);
    }

    /** Null for what has no word. */
    private static Deed deed(Decision decision) {
        Action action = decision.action();
        boolean doIt = decision.doIt();
        if (action instanceof Action.SameCall) {
            return doIt ? Deed.SAME_CALL : Deed.OTHER_CALL;
        }
        if (action instanceof Action.AfterFailure) {
            return doIt ? null : Deed.MEND_FAILURE;
        }
        if (action instanceof Action.NextTool) {
            return doIt ? Deed.CALL_NEXT : null;
        }
        if (action instanceof Action.Argument) {
            return doIt ? Deed.GIVE_ARGUMENT : null;
        }
        if (action instanceof Action.Before) {
            return doIt ? Deed.CALL_BEFORE : null;
        }
        if (action instanceof Action.FromRequest) {
            return doIt ? Deed.FROM_REQUEST : null;
        }
        if (action instanceof Action.Shorter) {
            return doIt ? Deed.SHORTER : null;
        }
        if (action instanceof Action.Longer) {
            return doIt ? Deed.LONGER : null;
        }
        throw new UnknownKindException(action);
    }

    private static String other(Action action, String argument) {
        if (action.asksFor() != null) {
            return action.asksFor();
        }
        return action instanceof Action.Argument one ? one.name() : argument;
    }
}
