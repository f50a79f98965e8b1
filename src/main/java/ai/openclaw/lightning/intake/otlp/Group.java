package ai.openclaw.lightning.intake.otlp;

import java.util.ArrayList;
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
 * not from the order in which they came. Not thread-safe.
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

    private final String name;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Set<String> said = new HashSet<>();
    private final Map<String, String> traceIds = new HashMap<>();

    private long changedAt;
    private long lookAt = Long.MAX_VALUE;
    private long bytes;
    private boolean news;
    private boolean told;
    private Set<String> saying = Set.of();
    private boolean sayingAll;

    private record Held(Item item, long at) {}

    public Group(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Whether that says something that is not known yet: what ended later replaces what has the same id. */
    public boolean lacks(Item item) {
        Held known = held.get(key(item));
        return known == null || known.item().end() < item.end();
    }

    private static String key(Item item) {
        return item.kind() == Kind.SCORE || item.kind() == Kind.ROOT ? item.kind() + "|" + item.id() : item.id();
    }

    /** Takes what {@link #lacks} says is news; {@code now} is the bridge's clock, epoch milliseconds. */
    public void add(Item item, long now, Timing timing) {
        Held before = held.put(key(item), new Held(item, now));
        bytes += item.bytes() - (before == null ? 0 : before.item().bytes());
        changedAt = now;
        lookAt = Math.min(lookAt, now + timing.grace());
        news = true;
        sayingAll = false; // what is being stored is without this
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
        return news && now >= lookAt;
    }

    /** Whether nothing is left to be said. */
    public boolean isQuiet() {
        return !news;
    }

    /** The items that a bridge that starts again must know. */
    public Collection<Item> open() {
        return news ? held.values().stream().map(Held::item).toList() : List.of();
    }

    /** Who sent it; null where nobody says. */
    public String sender() {
        return held.values().stream()
                .map(each -> each.item().fact(Fact.SENDER))
                .filter(sender -> sender != null)
                .findFirst()
                .orElse(null);
    }

    /** The events that are due and not stored yet. */
    public List<Step> due(long now, Timing timing, Need need) {
        lookAt = now + timing.grace();
        long quiet = need == Need.HURRY ? Long.MAX_VALUE : now - changedAt;
        boolean all = need == Need.ALL || now - changedAt >= timing.idle();
        List<Episode> episodes = episodes(held.values().stream().map(Held::item).toList());
        List<Step> steps = new ArrayList<>();
        boolean waits = false;
        for (Episode episode : episodes) {
            Story story = new Story(episode, traceId(episode));
            if (all || isDue(episode.state(), quiet, timing)) {
                steps.addAll(story.all());
            } else {
                waits = true;
                long until = need == Need.HURRY ? Long.MAX_VALUE : now - timing.part();
                steps.addAll(story.calls(item -> heldAt(item) <= until));
            }
        }
        waits |= episodes.isEmpty() && !all && quiet < Math.max(timing.grace(), timing.part());
        steps.removeIf(step -> said.contains(step.mark()));
        saying = steps.stream().map(Step::mark).collect(Collectors.toSet());
        sayingAll = !waits;
        return steps;
    }

    private static boolean isDue(Episode.State state, long quiet, Timing timing) {
        return switch (state) {
            case WHOLE -> quiet >= timing.grace();
            case PERHAPS_WHOLE -> quiet < Long.MAX_VALUE && quiet >= Math.max(timing.grace(), timing.part());
            case PART -> false;
        };
    }

    private long heldAt(Item item) {
        Held known = held.get(key(item));
        return known == null ? Long.MAX_VALUE : known.at();
    }

    private List<Episode> episodes(List<Item> items) {
        Client client = Client.ofGroup(name);
        return client == null
                ? new Forest(name, items, Item::id).episodes()
                : new Conversation(client, name, items).episodes();
    }

    /** An episode stays in the trace that it was stored under first, whatever comes beside it. */
    private String traceId(Episode episode) {
        if (episode.entry() == null || episode.traceId() == null) {
            return episode.traceId();
        }
        String trace = episode.entry().fact(Fact.TRACE);
        return traceIds.computeIfAbsent(trace == null ? episode.key() : trace, key -> episode.traceId());
    }

    /** What was due last is stored. Contents that are stored are not needed any more. */
    public void stored() {
        said.addAll(saying);
        if (sayingAll) {
            news = false;
            told = true;
        }
        if (sayingAll || !saying.isEmpty()) {
            held.replaceAll((key, each) ->
                    sayingAll || isSaid(each.item()) ? new Held(each.item().stripped(), each.at()) : each);
            bytes = held.values().stream()
                    .mapToLong(each -> each.item().bytes())
                    .sum();
        }
        saying = Set.of();
    }

    /** Only calls are stored before the rest of their trace. */
    private boolean isSaid(Item item) {
        return item.kind() == Kind.TOOL && saying.stream().anyMatch(mark -> mark.endsWith("|" + item.id()));
    }
}
