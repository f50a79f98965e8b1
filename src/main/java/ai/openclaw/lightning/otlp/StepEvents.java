package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.intake.otlp.Step;
import ai.openclaw.lightning.model.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** Makes events of steps. Nobody can be told any more what is wrong with one, so that is counted. Thread-safe. */
final class StepEvents {

    private final Intake intake;
    private final OtlpCounters counters;

    StepEvents(Intake intake, OtlpCounters counters) {
        this.intake = intake;
        this.counters = counters;
    }

    /** The events of one trace; what breaks a rule is left out. */
    List<TraceEvent> of(List<Step> steps) {
        List<TraceEvent> events = new ArrayList<>();
        try (Draft draft = intake.draft()) {
            for (Step step : steps) {
                draft.clear();
                step.fields().accept(draft);
                try {
                    events.add(event(step, draft));
                } catch (Rejection broken) {
                    counters.broken(1); // such as a tool without a name
                }
            }
        }
        return events;
    }

    /** A trace whose arms are wrong comes without them, and takes part in no experiment. */
    private TraceEvent event(Step step, Draft draft) {
        try {
            return intake.event(step.kind(), draft);
        } catch (Rejection broken) {
            if (!Field.ARMS.label().equals(broken.field())) {
                throw broken;
            }
            counters.broken(1);
            draft.absent(Field.ARMS);
            return intake.event(step.kind(), draft);
        }
    }
}
