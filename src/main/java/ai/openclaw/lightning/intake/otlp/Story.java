package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The events of one episode. */
final class Story {

    private final Episode episode;
    private final String traceId;
    private final List<Item> members;
    private final String session;

    /** Those whose tokens count. */
    private final List<Item> counted;

    /** {@code traceId} is the one it is stored under, which it keeps. */
    Story(Episode episode, String traceId) {
        this.episode = episode;
        this.traceId = traceId;
        this.members = episode.members().stream().sorted(Forest.BY_START).toList();
        this.session = first(Fact.SESSION);
        this.counted = counted();
    }

    /** Of the entry, else of the first that has one. */
    private String first(Fact fact) {
        Item entry = episode.entry();
        return entry != null && entry.is(fact) ? entry.fact(fact) : firstOf(fact, item -> true);
    }

    private String firstOf(Fact fact, Predicate<Item> among) {
        for (Item item : members) {
            if (item.is(fact) && among.test(item)) {
                return item.fact(fact);
            }
        }
        return null;
    }

    /** The calls of these items, when the rest has not come yet. */
    List<Step> calls(Set<String> items) {
        return episode.calls().stream()
                .filter(call -> items.contains(call.item.id()))
                .map(this::call)
                .toList();
    }

    List<Step> all() {
        List<Step> steps = new ArrayList<>();
        List<Item> scores =
                members.stream().filter(item -> item.kind() == Kind.SCORE).toList();
        if (scores.size() < members.size() && traceId != null) {
            steps.add(start());
        }
        episode.calls().forEach(call -> steps.add(call(call)));
        usage(steps);
        scores.forEach(score -> steps.add(score(score)));
        if (episode.endedAt() != null) {
            steps.add(end());
        }
        return steps;
    }

    private Step start() {
        Item entry = episode.entry();
        long at = entry != null && entry.start() > 0 ? entry.start() : firstTime();
        return step("start", EventKind.SESSION_START, at, draft -> {
            draft.kept(Field.MESSAGE, message());
            draft.text(Field.AGENT_ID, agent());
            draft.text(Field.MODEL, model());
            draft.text(Field.TASK_KEY, first(Fact.TASK_KEY));
            draft.text(Field.PROMPT_VERSION, first(Fact.PROMPT_VERSION));
            draft.arms(ArmsText.arms(first(Fact.ARMS)));
            if (first(Fact.SAMPLED) != null) {
                draft.json(Field.METADATA, "{\"sampled\":" + first(Fact.SAMPLED) + "}");
            }
        });
    }

    private long firstTime() {
        return members.stream()
                .mapToLong(Item::start)
                .filter(time -> time > 0)
                .min()
                .orElse(0);
    }

    /** Of the first call of a model: later ones repeat it, and what an agent was given may be in words of its library. */
    private Content message() {
        Item entry = episode.entry();
        Content asked = entry != null && entry.kind() == Kind.PROMPT ? entry.part(Part.MESSAGE) : null;
        for (Kind kind : new Kind[] {Kind.PROMPT, Kind.MODEL}) {
            asked = asked == null ? firstMessage(item -> item.kind() == kind) : asked;
        }
        asked = asked == null && entry != null ? entry.part(Part.MESSAGE) : asked;
        return asked == null ? firstMessage(item -> true) : asked;
    }

    private Content firstMessage(Predicate<Item> among) {
        return members.stream()
                .filter(among)
                .map(item -> item.part(Part.MESSAGE))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The entry's, else that of the first agent below it, else the entry's name, else the program's. */
    private String agent() {
        Item entry = episode.entry();
        String named = entry == null ? null : entry.fact(Fact.AGENT);
        named = named == null ? firstOf(Fact.AGENT, item -> item.kind() == Kind.AGENT) : named;
        named = named == null ? firstOf(Fact.AGENT, item -> true) : named;
        if (named == null && entry != null && entry.kind() != Kind.ROOT && entry.is(Fact.NAME)) {
            String name = entry.fact(Fact.NAME);
            named = name.replaceFirst("^(?:invoke_agent|invoke_workflow) ?", "");
            named = named.isBlank() ? null : named;
        }
        return named == null ? first(Fact.SERVICE) : named;
    }

    /** The one that used the most tokens, else the first that was called. */
    private String model() {
        Map<String, Long> tokens = new TreeMap<>();
        for (Item item : counted) {
            if (item.is(Fact.MODEL)) {
                tokens.merge(item.fact(Fact.MODEL), item.number(Fact.TOKENS), Long::sum);
            }
        }
        return tokens.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseGet(() -> first(Fact.MODEL));
    }

    /** Log records count where there are some. */
    private List<Item> counted() {
        List<Item> logged =
                members.stream().filter(item -> item.kind() == Kind.USAGE).toList();
        return logged.isEmpty() ? Forest.counted(members, episode.entry()) : logged;
    }

    private Step call(ToolUse call) {
        return step("call|" + call.id, EventKind.TOOL_CALL, call.item.start(), draft -> {
            draft.text(Field.TOOL_NAME, call.item.fact(Fact.TOOL));
            draft.text(Field.CALL_ID, call.id);
            draft.kept(Field.PARAMS, call.params());
            draft.kept(Field.RESULT, call.result());
            if (call.failed()) {
                if (call.error() == null) {
                    draft.text(Field.ERROR, "failed");
                } else {
                    draft.kept(Field.ERROR, call.error());
                }
            }
            if (call.exitCode() != null) {
                draft.number(Field.EXIT_CODE, Double.parseDouble(call.exitCode()));
                draft.flag(Field.EXIT_IS_ANSWER, call.item.is(Fact.EXIT_IS_ANSWER));
            }
            long duration = call.item.end() - call.item.start();
            if (call.item.is(Fact.DURATION_MS)) {
                draft.number(Field.DURATION_MS, (double) call.item.number(Fact.DURATION_MS));
            } else if (call.item.kind() == Kind.TOOL && call.item.start() > 0 && duration >= 0) {
                draft.number(Field.DURATION_MS, (double) duration);
            }
        });
    }

    /** Tokens and time say nothing of how it went. */
    private void usage(List<Step> steps) {
        long tokens =
                counted.stream().mapToLong(item -> item.number(Fact.TOKENS)).sum();
        Item entry = episode.entry();
        Long latency =
                entry == null || episode.endedAt() == null || entry.start() == 0 || episode.endedAt() < entry.start()
                        ? null
                        : (Long) (episode.endedAt() - entry.start());
        if (tokens == 0 && latency == null) {
            return;
        }
        String id = "otlp-usage-" + tokens + "-" + (latency == null ? "" : latency);
        long at = episode.endedAt() == null ? firstTime() : episode.endedAt();
        steps.add(step("usage|" + id, EventKind.REWARD, at, draft -> {
            draft.text(Field.REWARD_ID, id);
            if (tokens > 0) {
                draft.number(Field.TOKENS_USED, (double) tokens);
            }
            if (latency != null) {
                draft.number(Field.LATENCY_MS, latency);
            }
        }));
    }

    private Step score(Item score) {
        return step("score|" + score.id(), EventKind.REWARD, score.start(), draft -> {
            draft.text(Field.REWARD_ID, score.id());
            draft.text(Field.SOURCE, score.fact(Fact.SOURCE));
            if (score.is(Fact.VALUE)) {
                draft.number(Field.VALUE, Double.parseDouble(score.fact(Fact.VALUE)));
            }
            if (score.is(Fact.SUCCESS)) {
                draft.flag(Field.SUCCESS, Boolean.parseBoolean(score.fact(Fact.SUCCESS)));
            }
        });
    }

    /** Without an error is not with success: nobody looked. */
    private Step end() {
        Item entry = episode.entry();
        boolean failed = entry.is(Fact.FAILED)
                || members.stream()
                        .anyMatch(item ->
                                item.kind() == Kind.AGENT && entry.kind() == Kind.PROMPT && item.is(Fact.FAILED));
        return step("end", EventKind.SESSION_END, episode.endedAt(), draft -> {
            if (failed) {
                draft.flag(Field.SUCCESS, false);
                draft.text(Field.FAILURE, entry.fact(Fact.FAILURE));
            }
        });
    }

    private Step step(String mark, EventKind kind, long at, Consumer<Draft> fields) {
        return new Step(traceId + "|" + mark, kind, draft -> {
            draft.text(Field.TRACE_ID, traceId);
            draft.text(Field.SESSION_KEY, session);
            if (at > 0) {
                draft.number(Field.TIMESTAMP, (double) at);
            }
            fields.accept(draft);
        });
    }
}
