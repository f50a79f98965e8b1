package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.stats.HashedText;

/** Families that each message joins with a trace of its own. */
final class JoinedFamilies {

    final TaskFamilies families = new TaskFamilies();
    private int traces;

    String join(String message) {
        return families.join("t" + ++traces, HashedText.of(message));
    }
}
