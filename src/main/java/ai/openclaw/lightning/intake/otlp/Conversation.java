package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.model.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a program that logs said of one conversation: an episode for each prompt. Its log records say more than its spans,
 * which only fill in what those leave out.
 */
final class Conversation {

    private static final int TRACE_ID_BYTES = 16;

    private final Client client;
    private final String group;
    private final List<Item> items;
    private final List<Item> prompts;

    Conversation(Client client, String group, List<Item> items) {
        this.client = client;
        this.group = group;
        this.items = items.stream().sorted(Forest.BY_START).toList();
        this.prompts =
                this.items.stream().filter(item -> item.kind() == Kind.PROMPT).toList();
    }

    List<Episode> episodes() {
        Map<Item, List<Item>> turns = new LinkedHashMap<>();
        prompts.forEach(prompt -> turns.put(prompt, new ArrayList<>()));
        List<Item> logsWithout = new ArrayList<>();
        Map<String, List<Item>> spansWithout = new LinkedHashMap<>();
        for (Item item : items) {
            Item prompt = prompt(item);
            if (prompt != null) {
                turns.get(prompt).add(item);
            } else if (item.kind().isSpan()) {
                spansWithout
                        .computeIfAbsent(item.fact(Fact.TRACE), trace -> new ArrayList<>())
                        .add(item);
            } else {
                logsWithout.add(item);
            }
        }
        List<Episode> episodes = new ArrayList<>();
        turns.forEach((prompt, members) -> episodes.add(turn(prompt, members)));
        if (prompts.isEmpty() || client != Client.GEMINI_CLI) {
            spansWithout.forEach((trace, spans) ->
                    episodes.addAll(new Forest(traceId(trace, spans), spans, Conversation::callId).episodes()));
        }
        List<ToolUse> calls = calls(logsWithout);
        if (!calls.isEmpty()) {
            episodes.add(new Episode("", null, null, Episode.State.PART, null, calls, logsWithout));
        }
        return episodes;
    }

    /** By the id of the prompt, else by the OTLP trace, else by time; null where none fits. */
    private Item prompt(Item item) {
        if (item.kind() == Kind.PROMPT) {
            return item;
        }
        for (Fact fact : new Fact[] {Fact.PROMPT_ID, Fact.TRACE}) {
            String value = item.fact(fact);
            for (Item prompt : value == null ? List.<Item>of() : prompts) {
                if (value.equals(prompt.fact(fact))) {
                    return prompt;
                }
            }
        }
        if (item.kind().isSpan() && client == Client.CODEX) { // whose log records may lack their trace
            return lastBefore(
                    item,
                    prompts.stream()
                            .filter(prompt -> prompt.fact(Fact.TRACE) == null)
                            .toList());
        }
        boolean saysNothing = !item.kind().isSpan() && (item.fact(Fact.PROMPT_ID) == null || client == Client.CODEX);
        return saysNothing ? lastBefore(item, prompts) : null;
    }

    private static Item lastBefore(Item item, List<Item> prompts) {
        return prompts.stream()
                .filter(prompt -> prompt.start() <= item.start())
                .max(Forest.BY_START)
                .orElse(null);
    }

    private Episode turn(Item prompt, List<Item> members) {
        return new Episode(
                prompt.id(),
                traceId(prompt, members),
                prompt,
                Episode.State.WHOLE,
                endedAt(prompt, members),
                calls(members),
                members);
    }

    /** That of the prompt's trace by hooks, wherever the id of the prompt is known. */
    private String traceId(Item prompt, List<Item> members) {
        String promptId = promptId(members);
        return promptId == null
                ? Sha256.hex(group + "|" + prompt.start(), TRACE_ID_BYTES)
                : Sha256.hex(client.id() + "|" + promptId, TRACE_ID_BYTES);
    }

    /** Of spans that came without log records. Those of Codex become the trace that the log records would become. */
    private String traceId(String trace, List<Item> spans) {
        String promptId = client == Client.CODEX ? promptId(spans) : null;
        return promptId == null ? trace : Sha256.hex(client.id() + "|" + promptId, TRACE_ID_BYTES);
    }

    private static String promptId(List<Item> members) {
        return members.stream()
                .map(item -> item.fact(Fact.PROMPT_ID))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** When a record says so, else when the user asked the next thing. */
    private Long endedAt(Item prompt, List<Item> members) {
        for (Kind kind : new Kind[] {Kind.AGENT, Kind.END}) {
            Item end = members.stream()
                    .filter(item -> item.kind() == kind)
                    .max(Forest.BY_START)
                    .orElse(null);
            if (end != null) {
                return end.end();
            }
        }
        boolean goesOn = prompts.stream().anyMatch(other -> Forest.BY_START.compare(prompt, other) < 0);
        return goesOn ? (Long) members.stream().mapToLong(Item::start).max().orElse(prompt.start()) : null;
    }

    private static String callId(Item call) {
        return call.is(Fact.CALL_ID) ? call.fact(Fact.CALL_ID) : call.id();
    }

    /** Log records first; the spans of the same calls add to them. */
    private static List<ToolUse> calls(List<Item> members) {
        Map<String, ToolUse> calls = new LinkedHashMap<>();
        for (Kind kind : new Kind[] {Kind.CALL, Kind.TOOL, Kind.DETAIL}) {
            for (Item item : members) {
                ToolUse known = calls.get(callId(item));
                if (item.kind() == kind && known != null) {
                    known.add(item);
                } else if (item.kind() == kind && kind != Kind.DETAIL) {
                    calls.put(callId(item), new ToolUse(item, callId(item)));
                }
            }
        }
        return calls.values().stream()
                .sorted((one, other) -> Forest.BY_START.compare(one.item, other.item))
                .toList();
    }
}
