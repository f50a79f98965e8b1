package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.optimizer.RuleText;
import java.util.List;
import java.util.Optional;

/** A way of wasting a call, with the rule against it. */
enum WasteKind {
    /** The same call as an earlier one of the trace that had succeeded. */
    REPEATED(
            "Do not repeat a successful %1$s with the same arguments: use the result you have.",
            "repeat a successful call of %1$s with the same arguments"),
    /** The same call right after it had failed, and it failed again. */
    RETRIED_UNCHANGED(
            "When %1$s fails, do not send the same arguments again: change them or use another tool.",
            "send a failed %1$s again without a change"),
    /** A call of a tool that fails nearly always. */
    NEVER_HELPS("Do not call %1$s: nearly every call of it fails.", "call %1$s");

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
