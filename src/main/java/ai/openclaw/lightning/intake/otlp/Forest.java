package ai.openclaw.lightning.intake.otlp;

import static java.util.Comparator.comparingLong;

import ai.openclaw.lightning.model.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The spans of one OTLP trace, as the trees that they are so far: each that an agent began is an episode. The order in which
 * they came does not matter.
 */
final class Forest {

    static final Comparator<Item> BY_START = comparingLong(Item::start).thenComparing(Item::id);

    /** The smallest of several that contain something is the one that it belongs to. */
    private static final Comparator<Item> BY_LENGTH =
            Comparator.<Item>comparingLong(item -> item.end() - item.start()).thenComparing(Item::id);

    private static final int TRACE_ID_BYTES = 16;

    private final String otlpTrace;
    private final Map<String, Item> byId = new HashMap<>();
    private final List<Item> spans;
    private final Item root;
    private final List<Item> scores;

    /** {@code callId} is what a call of a tool is stored under. */
    private final Function<Item, String> callId;

    Forest(String otlpTrace, List<Item> items, Function<Item, String> callId) {
        this.otlpTrace = otlpTrace;
        this.callId = callId;
        this.spans = items.stream()
                .filter(item -> item.kind().isSpan())
                .sorted(BY_START)
                .toList();
        spans.forEach(span -> byId.put(span.id(), span));
        this.root = items.stream()
                .filter(item -> item.kind() == Kind.ROOT)
                .min(BY_START)
                .orElse(null);
        this.scores = items.stream().filter(item -> item.kind() == Kind.SCORE).toList();
    }

    /** Empty where there is no agent. */
    List<Episode> episodes() {
        Map<Item, List<Item>> trees = new LinkedHashMap<>();
        for (Item span : spans) {
            trees.computeIfAbsent(top(span), top -> new ArrayList<>()).add(span);
        }
        List<Item> entries = trees.keySet().stream()
                .filter(top -> begins(top, trees.get(top)))
                .toList();
        if (entries.isEmpty()) {
            boolean worked = spans.stream().anyMatch(span -> span.kind() == Kind.TOOL);
            List<Item> all = worked ? new ArrayList<>(spans) : new ArrayList<>();
            all.addAll(scores);
            return all.isEmpty() ? List.of() : List.of(episode(root, all, 1));
        }
        Map<Item, List<Item>> members = new LinkedHashMap<>();
        trees.forEach((top, tree) -> members.computeIfAbsent(owner(top, entries), owner -> new ArrayList<>())
                .addAll(tree));
        for (Item score : scores) {
            Item scored = byId.get(score.parent());
            Item owner = scored == null ? members.keySet().iterator().next() : owner(top(scored), entries);
            members.get(owner).add(score);
        }
        List<Episode> episodes = new ArrayList<>();
        members.forEach((entry, items) -> episodes.add(episode(entry, items, members.size())));
        return episodes;
    }

    /** A chain of calls is an agent's if a model or a tool is part of it. */
    private static boolean begins(Item top, List<Item> tree) {
        return top.kind() == Kind.AGENT
                || (top.kind() == Kind.STEP
                        && tree.stream().anyMatch(span -> span.kind() != Kind.STEP && span.kind() != Kind.DETAIL));
    }

    /** The uppermost span above it, or itself; of a circle, which only a broken client sends, the one with the least id. */
    private Item top(Item span) {
        Item top = span;
        for (int climbed = 0; climbed < byId.size(); climbed++) {
            Item above = byId.get(top.parent());
            if (above == null) {
                return top;
            }
            top = above;
        }
        Item least = top;
        for (Item next = byId.get(top.parent()); !next.id().equals(top.id()); next = byId.get(next.parent())) {
            least = next.id().compareTo(least.id()) < 0 ? next : least;
        }
        return least;
    }

    /**
     * The entry that a tree belongs to. A tree below a span that was not kept belongs to the agent during whose run it
     * ran, but agents side by side, below the same span, are traces of their own.
     */
    private Item owner(Item top, List<Item> entries) {
        Item owner = top;
        Set<Item> seen = new HashSet<>();
        while (seen.add(owner)) {
            Item inner = owner;
            boolean isEntry = entries.contains(inner);
            boolean hasParent = !inner.parent().isEmpty()
                    && (root == null || !inner.parent().equals(root.id()));
            if (isEntry && !hasParent) {
                return inner;
            }
            Item around = entries.stream()
                    .filter(entry -> !entry.equals(inner) && contains(entry, inner))
                    .filter(entry -> !isEntry || !entry.parent().equals(inner.parent()))
                    .min(BY_LENGTH)
                    .orElse(null);
            if (around == null) {
                return isEntry ? inner : nearest(inner, entries);
            }
            owner = around;
        }
        return owner;
    }

    private static boolean contains(Item outer, Item inner) {
        boolean longer = outer.end() - outer.start() > inner.end() - inner.start();
        return longer && outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    private static Item nearest(Item stray, List<Item> entries) {
        return entries.stream()
                .filter(entry -> entry.start() <= stray.start())
                .max(BY_START)
                .orElse(entries.get(0));
    }

    private Episode episode(Item entry, List<Item> members, int episodes) {
        String traceId = episodes == 1 ? otlpTrace : Sha256.hex(otlpTrace + "|" + entry.id(), TRACE_ID_BYTES);
        boolean scoresAlone = members.stream().allMatch(item -> item.kind() == Kind.SCORE);
        return new Episode(
                entry == null ? "" : entry.id(),
                traceId,
                entry,
                scoresAlone ? Episode.State.WHOLE : state(entry),
                entry == null || scoresAlone ? null : (Long) entry.end(),
                calls(members),
                members);
    }

    private Episode.State state(Item entry) {
        if (entry == null) {
            return Episode.State.PART;
        }
        String above = entry.fact(Fact.PARENT);
        if (entry.parent().isEmpty() || root != null || "remote".equals(above)) {
            return Episode.State.WHOLE;
        }
        return above == null ? Episode.State.PERHAPS_WHOLE : Episode.State.PART;
    }

    /** Each tool call once, with what the spans around and below it say. */
    private List<ToolUse> calls(List<Item> members) {
        Map<String, ToolUse> calls = new LinkedHashMap<>();
        List<Item> tools = members.stream()
                .filter(item -> item.kind() == Kind.TOOL)
                .filter(tool -> !isSeenTwice(tool))
                .sorted(BY_START)
                .toList();
        for (Item tool : tools) {
            ToolUse use = new ToolUse(tool, callId.apply(tool));
            if (use.isBare()) {
                ancestors(tool).stream()
                        .filter(span -> span.part(Part.CALLS) != null)
                        .findFirst()
                        .ifPresent(use::askedBy);
            }
            calls.put(tool.id(), use);
        }
        members.stream()
                .filter(item -> item.kind() == Kind.DETAIL)
                .sorted(BY_START)
                .forEach(detail -> ancestors(detail).stream()
                        .filter(span -> calls.containsKey(span.id()))
                        .findFirst()
                        .ifPresent(tool -> calls.get(tool.id()).add(detail)));
        return List.copyOf(calls.values());
    }

    /** A library and the client of a protocol below it tell the same call; between them is no agent. */
    private boolean isSeenTwice(Item tool) {
        for (Item above : ancestors(tool)) {
            if (above.kind() == Kind.AGENT) {
                return false;
            }
            if (above.kind() == Kind.TOOL) {
                return tool.is(Fact.MCP) || Objects.equals(above.fact(Fact.TOOL), tool.fact(Fact.TOOL));
            }
        }
        return false;
    }

    /** From the next one upwards. */
    private List<Item> ancestors(Item span) {
        List<Item> above = new ArrayList<>();
        Item next = byId.get(span.parent());
        while (next != null && above.size() < byId.size()) { // in a circle there is no end
            above.add(next);
            next = byId.get(next.parent());
        }
        return above;
    }

    /** Those whose tokens count: a span sums up what the spans below it used. */
    static List<Item> counted(List<Item> members, Item entry) {
        Map<String, Item> byId =
                members.stream().collect(Collectors.toMap(Item::id, item -> item, (one, other) -> one));
        Set<String> sums = new HashSet<>();
        List<Item> using =
                members.stream().filter(item -> item.number(Fact.TOKENS) > 0).toList();
        for (Item item : using) {
            Item above = byId.get(item.parent());
            while (above != null && sums.add(above.id())) {
                above = byId.get(above.parent());
            }
            if (entry != null && !item.id().equals(entry.id())) {
                sums.add(entry.id());
            }
        }
        boolean requests = using.stream().anyMatch(item -> "openclaw.model.call".equals(item.fact(Fact.NAME)));
        return using.stream()
                .filter(item -> !sums.contains(item.id()))
                .filter(item -> !requests || !"openclaw.model.usage".equals(item.fact(Fact.NAME)))
                .toList();
    }
}
