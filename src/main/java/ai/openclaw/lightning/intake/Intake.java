package ai.openclaw.lightning.intake;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.Guidance;
import ai.openclaw.lightning.masking.Masker;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceEvent.SessionStart;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The entry for all events. A format reads its fields into a {@link Draft}. This class then decides, in the same way for
 * all formats, the trace and time of an event, what is masked and cut, the value of a reward, and the arms of a start.
 * It is thread-safe, but a draft belongs to one thread. Throws {@link Rejection} if an event breaks a rule.
 */
public final class Intake {

    private final Masker masker;
    private final int fieldBytesMax;
    private final LongSupplier clock;
    private final Supplier<ActiveGuidance> guidance;
    private final Set<TraceOrigin> told;
    private final EventBuilder builder;

    /**
     * The functions are called from any thread.
     *
     * @param fieldBytesMax stored bytes of one content field; longer ones are cut
     * @param clock epoch milliseconds
     * @param traceIds makes new ids of 32 hex digits
     * @param guidance what agents are told now
     * @param told who must have asked for a run that is told rules and gets arms
     */
    public Intake(
            Masker masker,
            int fieldBytesMax,
            LongSupplier clock,
            Supplier<String> traceIds,
            Supplier<ActiveGuidance> guidance,
            Set<TraceOrigin> told) {
        this.masker = masker;
        this.fieldBytesMax = fieldBytesMax;
        this.clock = clock;
        this.guidance = guidance;
        this.told = Set.copyOf(told);
        this.builder = new EventBuilder(traceIds);
    }

    /** Returns an empty draft for the events of one request. An event without a time gets the current one. */
    public Draft draft() {
        return new Draft(new ContentMasking(masker, fieldBytesMax), clock.getAsLong());
    }

    /** For a format that keeps contents until it knows their event. */
    public Contents contents() {
        return new Contents(new ContentMasking(masker, fieldBytesMax));
    }

    /** Builds the event of the draft. It checks the arms that a start names, and draws none. */
    public TraceEvent event(EventKind kind, Draft draft) {
        TraceEvent event = builder.build(kind, draft);
        if (event instanceof SessionStart start) {
            Arms.check(start, guidance.get());
        }
        return event;
    }

    /** Builds the session start of the draft, for a client that gets its guidance in the answer. */
    public Started start(Draft draft) {
        SessionStart start = (SessionStart) builder.build(EventKind.SESSION_START, draft);
        ActiveGuidance snapshot = guidance.get();
        Arms.check(start, snapshot);
        TraceOrigin origin = start.origin() == null ? TraceOrigin.USER : start.origin();
        return told.contains(origin) ? Arms.draw(start, snapshot) : new Started(start, Guidance.NONE);
    }

    /** Masks a text that is stored outside of events. */
    public String masked(String text) {
        return masker.maskText(text);
    }
}
