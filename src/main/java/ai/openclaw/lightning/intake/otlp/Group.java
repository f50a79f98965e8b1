package ai.openclaw.lightning.intake.otlp;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The items that are worked out together, and which of their events are stored. What they mean follows from all of them and
 * not from the order in which they came. Not thread-safe, but for what {@link Telling} says.
 */
public final class Group {

    /**
     * How long one waits for more, in milliseconds.
     *
     * @param grace after what came last, where only stragglers are missing
     * @param part how long a call waits for the rest of its trace
     * @param idle after which nobody waits any more
     */
    public record Timing(long grace, long part, long idle) {}

    /** How much is to be stored. */
    public enum Need {
        /** What has waited long enough. */
        USUAL,
        /** What is whole, and all calls: there is little room. */
        HURRY,
        /** Everything: there is no room. */
        ALL
    }

    /** Of a group without items. */
    static final int BYTES_ALONE = 400;

    /** Of what is remembered of an event, besides its mark. */
    private static final int MARK_BYTES = 100;

    private final String name;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Set<String> said = new HashSet<>();
    private final Map<String, String> traceIds = new HashMap<>();

    private long changedAt;
    private long lookAt = Long.MAX_VALUE;
    private long bytes = BYTES_ALONE;
    private boolean news;
    private boolean told;
    private boolean hurried;

    /** What is told at the moment, unless there was news meanwhile. */
    private Telling telling;

    /** {@code at} is when it came. */
    record Held(PackedItem item, long at) {}

    public Group(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Whether that says something that is not known yet: what ended later replaces what has the same id. */
    public boolean lacks(PackedItem item) {
        Held known = held.get(item.key());
        return known == null || known.item().end() < item.end();
    }

    /** Takes what {@link #lacks} says is news; {@code now} is the bridge's clock, epoch milliseconds. */
    public void add(PackedItem item, long now, Timing timing) {
        Held before = held.put(item.key(), new Held(item, now));
        bytes += item.size() - (before == null ? 0 : before.item().size());
        changedAt = now;
        lookAt = Math.min(lookAt, now + timing.grace());
        news = true;
        hurried = false;
        telling = null;
    }

    /** Roughly what it takes in memory. */
    public long bytes() {
        return bytes;
    }

    public int size() {
        return held.size();
    }

    /** When news came last. */
    public long changedAt() {
        return changedAt;
    }

    /** Whether it told all before what is news now: that comes late. */
    public boolean isTold() {
        return told;
    }

    /** Whether something may be due. To look at all groups all the time would cost more than to store them. */
    public boolean mayBeDue(long now) {
        return now >= lookAt();
    }

    /** When something may be due, epoch milliseconds. */
    public long lookAt() {
        return news ? lookAt : Long.MAX_VALUE;
    }

    /** Whether nothing is left to be said. */
    public boolean isQuiet() {
        return !news;
    }

    /** Whether hurry brings nothing: all that it can store is stored. */
    public boolean isHurried() {
        return hurried;
    }

    /** The items that a bridge that starts again must know. */
    public Collection<PackedItem> open() {
        return news ? held.values().stream().map(Held::item).toList() : List.of();
    }

    /** Begins to tell what is due and not stored yet; {@link #stored} must follow before the next begins. */
    public Telling telling(long now, Timing timing, Need need) {
        lookAt = now + timing.grace();
        telling = new Telling(name, List.copyOf(held.values()), said, traceIds, now, changedAt, timing, need);
        return telling;
    }

    /** What that said is stored. The contents of calls that are stored before their trace are not needed any more. */
    public void stored(Telling over) {
        for (String mark : over.marks()) {
            bytes += said.add(mark) ? MARK_BYTES + mark.length() : 0;
        }
        hurried = telling == over && over.need() == Need.HURRY;
        if (telling == over && over.saysAll()) {
            news = false;
            told = true;
        } else {
            strip(over.marks());
        }
        telling = null;
    }

    private void strip(Set<String> marks) {
        Set<String> calls = marks.stream()
                .map(mark -> mark.substring(mark.lastIndexOf('|') + 1))
                .collect(Collectors.toSet());
        held.replaceAll((key, each) -> {
            PackedItem item = each.item();
            if (item.kind() != Kind.TOOL || !calls.contains(item.id())) {
                return each;
            }
            PackedItem bare = item.stripped();
            bytes -= item.size() - bare.size();
            return new Held(bare, each.at());
        });
    }
}
