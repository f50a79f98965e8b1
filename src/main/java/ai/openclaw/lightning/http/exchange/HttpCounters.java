package ai.openclaw.lightning.http.exchange;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts about itself. May be used from any thread. */
public final class HttpCounters {

    /** Why an event was refused before it reached the queue. */
    public enum Reason {
        /** It broke a rule of the contract. */
        INVALID,
        /** It was the call of a hook that this version does not know. */
        UNKNOWN_HOOK,
        /** Its body was too large. */
        TOO_LARGE,
        /** Too many bytes of bodies were held already. */
        IN_FLIGHT_FULL
    }

    private static final int CLASSES = 6;
    private static final int UNAUTHORIZED = 401;

    private final LongAdder[] byStatusClass = new LongAdder[CLASSES];
    private final LongAdder unauthorized = new LongAdder();
    private final Map<Reason, LongAdder> byReason = new EnumMap<>(Reason.class);

    public HttpCounters() {
        Arrays.setAll(byStatusClass, statusClass -> new LongAdder());
        for (Reason reason : Reason.values()) {
            byReason.put(reason, new LongAdder());
        }
    }

    void answered(int status) {
        byStatusClass[status / 100].increment();
        if (status == UNAUTHORIZED) {
            unauthorized.increment();
        }
    }

    /** Counts refused events. */
    public void rejected(Reason reason, long events) {
        byReason.get(reason).add(events);
    }

    /** Answers so far of that class, 2 to 5. */
    public long answers(int statusClass) {
        return byStatusClass[statusClass].sum();
    }

    /** Requests so far that had no key, or a wrong one. */
    public long unauthorized() {
        return unauthorized.sum();
    }

    /** Refused events so far. */
    public long rejected(Reason reason) {
        return byReason.get(reason).sum();
    }

    /** Refused events so far, for whatever reason. */
    public long rejected() {
        return byReason.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
