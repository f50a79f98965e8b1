package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.model.TraceEvent;

/**
 * A session start and what its trace is told. Both come from one look at the guidance, which may change at any time.
 *
 * @param event with the arms that the trace is counted under
 */
public record Started(TraceEvent.SessionStart event, Guidance told) {}
