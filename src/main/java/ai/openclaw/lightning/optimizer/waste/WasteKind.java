package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.optimizer.RuleText;
import java.util.List;
import java.util.Optional;

/** A way of wasting a call, with the rule against it. */
enum WasteKind {
    /** The same call as an earlier one of the trace that had succeeded, with the same result. */
    REPEATED(RuleText.NO_REPEAT, "repeat a successful call of %1$s with the same arguments"),
    /** The same call right after it had failed, and it failed again. */
    RETRIED_UNCHANGED(RuleText.NO_BARE_RETRY, "send a failed %1$s again without a change");

    private final String rule;
    private final String behaviour;

    WasteKind(String rule, String behaviour) {
        this.rule = rule;
        this.behaviour = behaviour;
    }

    Optional<RuleText> text(String tool) {
        return RuleText.of(rule, behaviour, List.of(tool), List.of());
    }
}
