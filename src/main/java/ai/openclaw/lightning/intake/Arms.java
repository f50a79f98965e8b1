package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.model.TraceEvent.SessionStart;
import ai.openclaw.lightning.model.TraceState;
import java.util.Optional;

/** Which arms a start gets, and whether those it names are right. Pure. */
final class Arms {

    private Arms() {}

    /**
     * Rejects a start whose arms are not those that the draw gives. An experiment that is not running is no mistake: it
     * may have ended since the client asked; such an arm is stored and counts for nothing.
     */
    static void check(SessionStart start, ActiveGuidance snapshot) {
        start.arms().stream()
                .map(arm -> Guidance.mismatch(snapshot, arm, start.traceId(), sessionKey(start)))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(problem -> {
                    throw Rejection.invalid(problem, Field.ARMS.label());
                });
    }

    /** What the trace is told; a start that names no arms gets those that were drawn. */
    static Started draw(SessionStart start, ActiveGuidance snapshot) {
        Guidance told = Guidance.forTrace(snapshot, start.agentId(), start.traceId(), sessionKey(start));
        return new Started(start.arms().isEmpty() ? start.withArms(told.arms()) : start, told);
    }

    private static String sessionKey(SessionStart start) {
        return start.sessionKey() == null ? TraceState.anonymousKey(start.traceId()) : start.sessionKey();
    }
}
