package ai.openclaw.lightning.model;

import ai.openclaw.lightning.model.TraceState.Labels;
import java.util.List;

/**
 * The arms of a trace, in the order in which traces got theirs.
 *
 * @param id grows from assignment to assignment
 * @param assignedAt the bridge's clock, epoch milliseconds
 * @param message the first {@value TraceEvidence#MESSAGE_MAX} characters; may be null
 */
public record StoredAssignment(
        long id,
        String traceId,
        String sessionKey,
        long assignedAt,
        Labels labels,
        String message,
        List<ArmAssignment> arms) {

    public StoredAssignment {
        arms = List.copyOf(arms);
    }
}
