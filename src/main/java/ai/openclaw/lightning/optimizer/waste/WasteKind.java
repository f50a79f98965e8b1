package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.optimizer.RuleText;
import java.util.List;
import java.util.Optional;

/** A way of wasting a call, with the rule against it. */
enum WasteKind {
    /** The same call as an earlier one of the trace that had succeeded, with the same result. */
    REPEATED(RuleText.NO_REPEAT, "repeat a successful call of %1$s with the same arguments", Trigger.Kind.SUCCEEDED),
    /** The same call right after it had failed, and it failed again. */
    RETRIED_UNCHANGED(RuleText.NO_BARE_RETRY, "send a failed %1$s again without a change", Trigger.Kind.FAILED);

    private final String rule;
    private final String behaviour;

    /** What happens before the waste, since a rule that works makes the waste itself disappear. */
    private final Trigger.Kind before;

    WasteKind(String rule, String behaviour, Trigger.Kind before) {
        this.rule = rule;
        this.behaviour = behaviour;
        this.before = before;
    }

    Trigger trigger(String tool) {
        return new Trigger(before, tool);
    }

    Optional<RuleText> text(String tool) {
        return RuleText.of(rule, behaviour, List.of(tool), List.of());
    }
}
