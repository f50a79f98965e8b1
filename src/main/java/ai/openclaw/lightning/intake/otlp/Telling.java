package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.otlp.Group.Held;
import ai.openclaw.lightning.intake.otlp.Group.Need;
import ai.openclaw.lightning.intake.otlp.Group.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a group tells of the items that it had at one moment. It is worked out while the group takes more, on any one
 * thread.
 */
public final class Telling {

    private final String name;
    private final List<Held> held;
    private final Set<String> said;
    private final Map<String, String> traceIds;
    private final long now;
    private final long changedAt;
    private final Timing timing;
    private final Need need;

    private Set<String> marks = Set.of();
    private boolean saysAll;
    private String sender;
    private String key;

    /** {@code said} and {@code traceIds} are the group's, which it leaves alone meanwhile. */
    Telling(
            String name,
            List<Held> held,
            Set<String> said,
            Map<String, String> traceIds,
            long now,
            long changedAt,
            Timing timing,
            Need need) {
        this.name = name;
        this.held = held;
        this.said = said;
        this.traceIds = traceIds;
        this.now = now;
        this.changedAt = changedAt;
        this.timing = timing;
        this.need = need;
    }

    /** The events that are due and not stored yet. */
    public List<Step> steps() {
        List<Item> items = held.stream().map(each -> each.item().item()).toList();
        sender = first(items, Fact.SENDER);
        key = first(items, Fact.KEY);
        List<Episode> episodes = episodes(items);
        long quiet = need == Need.HURRY ? Long.MAX_VALUE : now - changedAt;
        boolean all = need == Need.ALL || now - changedAt >= timing.idle();
        List<Step> steps = new ArrayList<>();
        boolean waits = episodes.isEmpty() && !all && quiet < Math.max(timing.grace(), timing.part());
        for (Episode episode : episodes) {
            Story story = new Story(episode, traceId(episode));
            if (all || isDue(episode.state(), quiet)) {
                steps.addAll(story.all());
            } else {
                waits = true;
                steps.addAll(story.calls(waitedLong()));
            }
        }
        steps.removeIf(step -> said.contains(step.mark()));
        marks = steps.stream().map(Step::mark).collect(Collectors.toSet());
        saysAll = !waits;
        return steps;
    }

    private boolean isDue(Episode.State state, long quiet) {
        return switch (state) {
            case WHOLE -> quiet >= timing.grace();
            case PERHAPS_WHOLE -> quiet < Long.MAX_VALUE && quiet >= Math.max(timing.grace(), timing.part());
            case PART -> false;
        };
    }

    /** The ids of what has waited long enough for the rest. */
    private Set<String> waitedLong() {
        long until = need == Need.HURRY ? Long.MAX_VALUE : now - timing.part();
        return held.stream()
                .filter(each -> each.at() <= until)
                .map(each -> each.item().id())
                .collect(Collectors.toSet());
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

    /** Null where no item says it. */
    private static String first(List<Item> items, Fact fact) {
        for (Item item : items) {
            if (item.is(fact)) {
                return item.fact(fact);
            }
        }
        return null;
    }

    /** Who sent it; null where nobody says. */
    public String sender() {
        return sender;
    }

    /** The name of the key that it came with; null without one. */
    public String key() {
        return key;
    }

    /** What the steps say. */
    Set<String> marks() {
        return marks;
    }

    /** Whether nothing is left to be said of these items. */
    boolean saysAll() {
        return saysAll;
    }

    Need need() {
        return need;
    }
}
