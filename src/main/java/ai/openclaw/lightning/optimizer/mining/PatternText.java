package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.RuleText;
import java.util.List;
import java.util.Optional;

/** Writes the sentence for "take this action in this state", or for "do not". */
final class PatternText {

    private static final List<String> NONE = List.of();

    private PatternText() {}

    /**
     * The rule's text; empty where no sentence makes sense, or where a name may not appear in one.
     *
     * @param doIt false where not taking the action went better
     */
    static Optional<RuleText> of(DecisionState state, Action action, boolean doIt) {
        if (action instanceof Action.NextTool next) {
            return doIt ? nextTool(state, next.tool()) : Optional.empty();
        }
        if (action instanceof Action.SameCall) {
            return doIt ? sameCall(state) : otherCall(state);
        }
        if (action instanceof Action.Argument argument) {
            return doIt ? argument(state, argument.name()) : Optional.empty();
        }
        if (action instanceof Action.Before before) {
            return doIt ? before(state, before.tool()) : Optional.empty();
        }
        if (action instanceof Action.AfterFailure) {
            return doIt ? Optional.empty() : notAfterFailure(state);
        }
        if (action instanceof Action.Shorter
                || action instanceof Action.Longer
                || action instanceof Action.FromRequest) {
            return doIt ? text(state, action) : Optional.empty();
        }
        throw new UnknownKindException(action);
    }

    private static Optional<RuleText> nextTool(DecisionState state, String tool) {
        if (state instanceof DecisionState.Start) {
            return RuleText.of("Call %1$s first.", "call %1$s first", List.of(tool), NONE);
        }
        if (state instanceof DecisionState.FirstError error) {
            return error.tool().equals(tool)
                    ? RuleText.of(
                            "When %1$s fails, correct the call and use %1$s again before you turn to another tool.",
                            "call %1$s again right after a failed %1$s", List.of(tool), NONE)
                    : RuleText.of(
                            "When %1$s fails, call %2$s before you call %1$s again.",
                            "call %2$s right after a failed %1$s", List.of(error.tool(), tool), NONE);
        }
        if (state instanceof DecisionState.FirstErrorOf error) {
            return error.tool().equals(tool)
                    ? RuleText.of(
                            "When %1$s fails with " + error.errorClass()
                                    + ", correct the call and use %1$s again before you turn to another tool.",
                            "call %1$s again right after it failed with " + error.errorClass(),
                            List.of(tool),
                            NONE)
                    : RuleText.of(
                            "When %1$s fails with " + error.errorClass() + ", call %2$s before you call %1$s again.",
                            "call %2$s right after %1$s failed with " + error.errorClass(),
                            List.of(error.tool(), tool),
                            NONE);
        }
        if (state instanceof DecisionState.FirstResult result) {
            String brings = brings(result.kind());
            return result.tool().equals(tool)
                    ? RuleText.of(
                            "When %1$s " + brings + ", call %1$s once more before you go on.",
                            "call %1$s again right after it " + brings,
                            List.of(tool),
                            NONE)
                    : RuleText.of(
                            "When %1$s " + brings + ", call %2$s next.",
                            "call %2$s right after %1$s " + brings,
                            List.of(result.tool(), tool),
                            NONE);
        }
        if (state instanceof DecisionState.FirstSuccess success) {
            return success.tool().equals(tool)
                    ? RuleText.of(
                            "After the first successful %1$s, call %1$s once more before you go on.",
                            "call %1$s again right after its first success", List.of(tool), NONE)
                    : RuleText.of(
                            "After the first successful %1$s, call %2$s next.",
                            "call %2$s right after the first successful %1$s", List.of(success.tool(), tool), NONE);
        }
        if (state instanceof DecisionState.FirstRepeat) {
            return RuleText.of(
                    "When you have made the same call twice, call %1$s next.",
                    "call %1$s right after a repeated call", List.of(tool), NONE);
        }
        if (state instanceof DecisionState.FirstCall
                || state instanceof DecisionState.FirstUse
                || state instanceof DecisionState.FirstText
                || state instanceof DecisionState.LastText
                || state instanceof DecisionState.End) {
            return Optional.empty(); // the tool has already been chosen
        }
        throw new UnknownKindException(state);
    }

    private static String brings(DecisionState.ResultKind kind) {
        return switch (kind) {
            case EMPTY -> "finds nothing";
            case LONG -> "brings more than usual";
            case SAME -> "brings the same as before";
        };
    }

    private static Optional<RuleText> sameCall(DecisionState state) {
        if (state instanceof DecisionState.FirstErrorOf error) {
            return RuleText.of(
                    "When %1$s fails with " + error.errorClass() + ", try the same call once more.",
                    "make the same call again right after %1$s failed with " + error.errorClass(),
                    List.of(error.tool()),
                    NONE);
        }
        return sameCallAfterAnyError(state);
    }

    private static Optional<RuleText> sameCallAfterAnyError(DecisionState state) {
        return state instanceof DecisionState.FirstError error
                ? RuleText.of(
                        "When %1$s fails, try the same call once more.",
                        "make the same call again right after a failed %1$s", List.of(error.tool()), NONE)
                : Optional.empty();
    }

    private static Optional<RuleText> otherCall(DecisionState state) {
        if (state instanceof DecisionState.FirstError error) {
            return RuleText.of(
                    RuleText.NO_BARE_RETRY,
                    "make a different call right after a failed %1$s",
                    List.of(error.tool()),
                    NONE);
        }
        if (state instanceof DecisionState.FirstErrorOf error) {
            return RuleText.of(
                    "When %1$s fails with " + error.errorClass() + ", do not repeat the call unchanged.",
                    "make a different call right after %1$s failed with " + error.errorClass(),
                    List.of(error.tool()),
                    NONE);
        }
        if (state instanceof DecisionState.FirstResult result) {
            String brings = brings(result.kind());
            return RuleText.of(
                    "When %1$s " + brings + ", do not repeat the call unchanged.",
                    "make a different call right after %1$s " + brings,
                    List.of(result.tool()),
                    NONE);
        }
        if (state instanceof DecisionState.FirstSuccess success) {
            return RuleText.of(
                    RuleText.NO_REPEAT,
                    "make a different call right after the first successful %1$s",
                    List.of(success.tool()),
                    NONE);
        }
        if (state instanceof DecisionState.FirstRepeat) {
            return RuleText.of(
                    "Do not make the same call a third time.",
                    "make a different call right after a repeated call",
                    NONE,
                    NONE);
        }
        if (state instanceof DecisionState.Start
                || state instanceof DecisionState.FirstCall
                || state instanceof DecisionState.FirstUse
                || state instanceof DecisionState.FirstText
                || state instanceof DecisionState.LastText
                || state instanceof DecisionState.End) {
            return Optional.empty(); // there is no call to repeat
        }
        throw new UnknownKindException(state);
    }

    private static Optional<RuleText> before(DecisionState state, String tool) {
        if (state instanceof DecisionState.FirstUse first) {
            return RuleText.of(
                    "Call %2$s before you call %1$s for the first time.",
                    "call %2$s before the first %1$s", List.of(first.tool(), tool), NONE);
        }
        return beforeTheEnd(state, tool);
    }

    private static Optional<RuleText> beforeTheEnd(DecisionState state, String tool) {
        return state instanceof DecisionState.End end
                ? RuleText.of(
                        "Before you end with %1$s, call %2$s.",
                        "call %2$s before they end with %1$s", List.of(end.tool(), tool), NONE)
                : Optional.empty();
    }

    private static Optional<RuleText> notAfterFailure(DecisionState state) {
        return state instanceof DecisionState.End end
                ? RuleText.of(
                        "When a call has just failed, mend that before you end with %1$s.",
                        "end with %1$s after a call that succeeded", List.of(end.tool()), NONE)
                : Optional.empty();
    }

    private static Optional<RuleText> text(DecisionState state, Action action) {
        if (state instanceof DecisionState.FirstText first) {
            return RuleText.of(
                    "When you call %1$s, take the words of %2$s from the request.",
                    "use words of the request for %2$s at the first call of %1$s",
                    List.of(first.tool()),
                    List.of(first.argument()));
        }
        return lastText(state, action);
    }

    private static Optional<RuleText> lastText(DecisionState state, Action action) {
        if (state instanceof DecisionState.LastText last) {
            boolean isShort = action instanceof Action.Shorter;
            return RuleText.of(
                    isShort ? "When you end with %1$s, keep %2$s short." : "When you end with %1$s, give %2$s in full.",
                    "end with %1$s and a " + (isShort ? "shorter" : "longer") + " %2$s than usual",
                    List.of(last.tool()),
                    List.of(last.argument()));
        }
        return Optional.empty();
    }

    private static Optional<RuleText> argument(DecisionState state, String name) {
        return state instanceof DecisionState.FirstCall call
                ? RuleText.of(
                        "When you call %1$s, give the argument %2$s.",
                        "give %2$s in the first call of %1$s", List.of(call.tool()), List.of(name))
                : Optional.empty();
    }
}
