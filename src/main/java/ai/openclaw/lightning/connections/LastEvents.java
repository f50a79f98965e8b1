package ai.openclaw.lightning.connections;

import ai.openclaw.lightning.model.LastEvent;
import ai.openclaw.lightning.model.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who sent events since the start, so that a person sees whether an agent is connected. Clients choose the names, so
 * only the {@value #MAX} that were active last are kept. For the event loop.
 */
public final class LastEvents {

    static final int MAX = 50;
    private static final int CLIENT_CHARS_MAX = 40;
    private static final String UNKNOWN = "unknown";

    private final LongSupplier clock;
    private final Map<Sender, LastEvent> bySender = new LinkedHashMap<>();

    private record Sender(String agentId, String client) {}

    /** {@code clock} is the time in epoch milliseconds. */
    public LastEvents(LongSupplier clock) {
        this.clock = clock;
    }

    /** Notes what was committed; an event that was there already says nothing about an agent. */
    public void committed(String userAgent, List<Written> written) {
        String client = client(userAgent);
        for (Written one : written) {
            if (!one.duplicate()) {
                Sender sender = new Sender(one.agentId(), client);
                LastEvent before = bySender.remove(sender); // to come last, as the most recent
                long events = before == null ? 0 : before.events();
                bySender.put(sender, new LastEvent(one.agentId(), client, clock.getAsLong(), events + 1));
            }
        }
        while (bySender.size() > MAX) {
            bySender.remove(bySender.keySet().iterator().next());
        }
    }

    /** Returns the most recent first. */
    public List<LastEvent> newestFirst() {
        List<LastEvent> all = new ArrayList<>(bySender.values());
        Collections.reverse(all);
        return all;
    }

    /** The first product of a User-Agent, such as {@code curl/8.5.0}. */
    static String client(String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        int end = 0;
        while (end < Math.min(userAgent.length(), CLIENT_CHARS_MAX) && isOfProduct(userAgent.charAt(end))) {
            end++;
        }
        return end == 0 ? UNKNOWN : userAgent.substring(0, end);
    }

    private static boolean isOfProduct(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._/+@".indexOf(c) >= 0;
    }
}
