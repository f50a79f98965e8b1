package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.SuggestionLife;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
import ai.openclaw.lightning.optimizer.stats.GainPrior;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All suggestions with their statuses. Not thread-safe. */
final class Portfolio {

    /** The most suggestions kept, decided or not; bounded because clients choose the names in traces. */
    static final int SUGGESTIONS_MAX = 5_000;

    /** An id is also a file name. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final ChangeTracker<Suggestion> suggestions = new ChangeTracker<>();
    private final UnreadableRows unreadable;

    /** Ids that the last run found; null before the first run, when everything stored is shown. */
    private Set<String> found;

    private Comparator<Suggestion> bestFirst = SuggestionOrder.bestFirst(GainPrior.NOTHING_TRIED);

    Portfolio(Collection<Suggestion> stored, UnreadableRows unreadable) {
        this.unreadable = unreadable;
        stored.forEach(one -> suggestions.load(one.id(), one));
    }

    /**
     * Takes in the learners' current proposals.
     *
     * @param usual what rules usually bring, as far as experiments have shown
     */
    void found(List<Suggestion> proposals, GainPrior usual, Function<String, AgentFacts> facts) {
        bestFirst = SuggestionOrder.bestFirst(usual);
        DecidedRules decided = new DecidedRules(suggestions.all());
        Map<String, List<Suggestion>> byAgent = new HashMap<>();
        proposals.stream()
                .filter(one -> ID.matcher(one.id()).matches())
                .filter(one -> !isUnreadable(one.id())) // its row stays as it is
                .filter(this::isPossible)
                .filter(one -> DecidedRules.isDecided(suggestions.get(one.id())) || !decided.say(one))
                .sorted(bestFirst)
                .forEach(one -> byAgent.computeIfAbsent(agentKey(one.agentId()), agent -> new ArrayList<>())
                        .add(one));
        found = new HashSet<>();
        byAgent.values().forEach(list -> foundOfAgent(list, facts));
    }

    private void foundOfAgent(List<Suggestion> proposals, Function<String, AgentFacts> facts) {
        String agentId = proposals.get(0).agentId();
        // An active rule or one on trial passed when it became so, and must not count as its own duplicate.
        List<Suggestion> open = proposals.stream()
                .filter(one -> !DecidedRules.isDecided(suggestions.get(one.id())))
                .toList();
        proposals.stream().filter(one -> !open.contains(one)).forEach(one -> found.add(one.id()));
        SuggestionOrder.shown(SuggestionLinter.passing(
                        open, activeTexts(agentId), facts.apply(agentId).tools()))
                .filter(one -> suggestions.get(one.id()) != null || hasRoomForNew())
                .forEach(one -> {
                    found.add(one.id());
                    Suggestion known = suggestions.get(one.id());
                    put(known == null ? one : known.withFindings(one));
                });
    }

    private boolean hasRoomForNew() {
        return suggestions.all().size() + unreadable.suggestions().size() < SUGGESTIONS_MAX;
    }

    /** An edit that replaces or removes a rule needs that rule in effect; other suggestions need none. */
    private boolean isPossible(Suggestion edit) {
        if (edit.replaces() == null) {
            return true;
        }
        Suggestion rule = suggestions.get(edit.replaces());
        return rule != null
                && rule.status() == Status.ADOPTED
                && rule.kind() != Suggestion.Kind.REMOVE_RULE
                && Objects.equals(rule.agentId(), edit.agentId());
    }

    /** Edits that are not in effect themselves and whose rule is gone, so that they have nothing to compare with. */
    List<Suggestion> withoutTheirRule() {
        return active().filter(one -> one.replaces() != null && !isPossible(one) && !isUnreadable(one.replaces()))
                .filter(one -> one.status() == Status.IN_EXPERIMENT || one.kind() == Suggestion.Kind.REMOVE_RULE)
                .toList();
    }

    /** The suggestions that at least some traces get. */
    Stream<Suggestion> active() {
        return suggestions.all().stream()
                .filter(one -> one.status() == Status.ADOPTED || one.status() == Status.IN_EXPERIMENT);
    }

    private List<Suggestion> active(String agentId) {
        return active().filter(one -> Objects.equals(one.agentId(), agentId)).toList();
    }

    private List<String> activeTexts(String agentId) {
        return Stream.concat(
                        active(agentId).stream().map(Suggestion::text),
                        unreadable.rules().stream()
                                .filter(rule -> Objects.equals(rule.agentId(), agentId))
                                .map(AdoptedRule::text))
                .toList();
    }

    /** Whether one more rule may become active for its agent; a replacement takes the place of its rule. */
    boolean hasRoom(Suggestion suggestion) {
        long taken = active(suggestion.agentId()).stream()
                .filter(one -> one.replaces() == null || !isPossible(one))
                .count();
        return suggestion.replaces() != null
                || taken + unreadable.active(suggestion.agentId()) < ActiveGuidance.RULES_MAX;
    }

    /** Changes a status; returns whether anything changed. Fails with {@code CONFLICT} if that is impossible. */
    boolean change(Suggestion suggestion, Status to, long now, String actor, String why) {
        SuggestionLife.Result result = SuggestionLife.change(suggestion, to, now, actor, why);
        if (result instanceof SuggestionLife.Result.Impossible impossible) {
            throw new BridgeException(Kind.CONFLICT, impossible.detail());
        }
        if (result instanceof SuggestionLife.Result.Changed done) {
            if (to == Status.ACCEPTED && !hasRoom(suggestion)) {
                throw new BridgeException(
                        Kind.CONFLICT,
                        "The agent has " + ActiveGuidance.RULES_MAX + " active rules; roll one back first.");
            }
            put(done.suggestion());
            return true;
        }
        if (result instanceof SuggestionLife.Result.Unchanged) {
            return false;
        }
        throw new UnknownKindException(result);
    }

    /** Ends the watch over an adopted edit: retires the rule it replaces, and the edit too if it is a removal. */
    void complete(String id, long now, String actor) {
        Suggestion edit = suggestions.get(id);
        if (edit.replaces() == null || !isPossible(edit)) {
            return;
        }
        boolean removes = edit.kind() == Suggestion.Kind.REMOVE_RULE;
        String why = (removes ? "Removed by " : "Replaced by ") + id + ".";
        change(suggestions.get(edit.replaces()), Status.RETIRED, now, actor, why);
        if (removes) {
            change(edit, Status.RETIRED, now, actor, "Its rule is gone.");
        }
    }

    private void put(Suggestion suggestion) {
        if (!suggestion.equals(suggestions.get(suggestion.id()))) {
            suggestions.put(suggestion.id(), suggestion);
        }
    }

    /** Null when there is none or it can't be read. */
    Suggestion get(String id) {
        return suggestions.get(id);
    }

    boolean isUnreadable(String id) {
        return unreadable.hasSuggestion(id);
    }

    /** Whether the experiment's suggestions can be read, and the rules that they would replace. */
    boolean knowsAllOf(Experiment plan) {
        return plan.suggestionIds().stream().noneMatch(id -> isUnreadable(id) || isEditOfUnreadable(id));
    }

    private boolean isEditOfUnreadable(String id) {
        Suggestion suggestion = suggestions.get(id);
        return suggestion != null && suggestion.replaces() != null && isUnreadable(suggestion.replaces());
    }

    /** Ids of all suggestions on trial, including unreadable ones. */
    Set<String> onTrial() {
        Set<String> ids = new HashSet<>(unreadable.onTrial());
        suggestions.all().stream()
                .filter(one -> one.status() == Status.IN_EXPERIMENT)
                .forEach(one -> ids.add(one.id()));
        return ids;
    }

    UnreadableRows unreadable() {
        return unreadable;
    }

    /** The suggestions to show: proposals that are still found, and all decided ones, the best first. */
    List<Suggestion> shown() {
        return suggestions.all().stream()
                .filter(one -> one.status() != Status.PROPOSED || found == null || found.contains(one.id()))
                .sorted(bestFirst)
                .toList();
    }

    /** Proposals that are still found, the best first. */
    List<Suggestion> proposals() {
        return shown().stream().filter(one -> one.status() == Status.PROPOSED).toList();
    }

    Collection<Suggestion> all() {
        return suggestions.all();
    }

    /** Restores the present state when run; valid as long as only a decision changes it. */
    Runnable undo() {
        return suggestions.undo();
    }

    /** Takes the changes since the last call. */
    List<Suggestion> takeChanged() {
        return suggestions.take();
    }

    /** Marks the taken changes as unsaved again, because they could not be stored. */
    void giveBack(List<Suggestion> taken) {
        taken.forEach(one -> suggestions.touch(one.id()));
    }

    private static String agentKey(String agentId) {
        return agentId == null ? "" : agentId;
    }
}
