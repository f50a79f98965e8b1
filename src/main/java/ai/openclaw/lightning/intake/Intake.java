package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceEvent.SessionStart;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The one way in for events. A format reads what it knows into a {@link Draft}; here it is decided, alike for all formats,
 * which trace and time an event names, what is masked and cut, what a reward is worth, and which arms a start gets. Used
 * from several threads at once; a draft belongs to one. Throws {@link Rejection} for what breaks a rule.
 */
public final class Intake {

    private final Masker masker;
    private final int fieldBytesMax;
    private final LongSupplier clock;
    private final Supplier<ActiveGuidance> guidance;
    private final EventBuilder builder;

    /**
     * The functions are called from any thread.
     *
     * @param fieldBytesMax stored bytes of one content field; longer ones are cut
     * @param clock epoch milliseconds
     * @param traceIds makes new ids of 32 hex digits
     * @param guidance what agents are told now
     */
    public Intake(
            Masker masker,
            int fieldBytesMax,
            LongSupplier clock,
            Supplier<String> traceIds,
            Supplier<ActiveGuidance> guidance) {
        this.masker = masker;
        this.fieldBytesMax = fieldBytesMax;
        this.clock = clock;
        this.guidance = guidance;
        this.builder = new EventBuilder(traceIds);
    }

    /** An empty draft, for the events of one request: those that tell no time have that of this moment. */
    public Draft draft() {
        return new Draft(new ContentMasking(masker, fieldBytesMax), clock.getAsLong());
    }

    /** The event that the draft describes. The arms that a start names are checked; none are drawn for it. */
    public TraceEvent event(EventKind kind, Draft draft) {
        TraceEvent event = builder.build(kind, draft);
        if (event instanceof SessionStart start) {
            Arms.check(start, guidance.get());
        }
        return event;
    }

    /** The session start that the draft describes, for a client that is told what to do in the answer. */
    public Started start(Draft draft) {
        SessionStart start = (SessionStart) builder.build(EventKind.SESSION_START, draft);
        ActiveGuidance snapshot = guidance.get();
        Arms.check(start, snapshot);
        return Arms.draw(start, snapshot);
    }

    /** A text that is stored and is no part of an event, masked. */
    public String masked(String text) {
        return masker.maskText(text);
    }
}
