package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.SuggestionLife;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
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

    /** The most proposals shown for one agent. */
    private static final int SHOWN_MAX = 5;

    /** Kept in all, decided or not: nothing new is taken in beyond it, as names in traces are whatever clients send. */
    static final int SUGGESTIONS_MAX = 5_000;

    /** An id is also the name of a file. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private static final Comparator<Suggestion> BEST_FIRST = Comparator.comparing(
                    (Suggestion one) -> one.evidence().metric() != Metric.SUCCESS)
            .thenComparing(one -> -Math.abs(one.evidence().expectedGain()))
            .thenComparing(Suggestion::id);

    private final ChangeTracker<Suggestion> suggestions = new ChangeTracker<>();
    private final UnreadableRows unreadable;

    /** Ids that the last run found; null before the first run: then what is stored is shown. */
    private Set<String> found;

    Portfolio(Collection<Suggestion> stored, UnreadableRows unreadable) {
        this.unreadable = unreadable;
        stored.forEach(one -> suggestions.load(one.id(), one));
    }

    /** Takes in what the learners propose now. */
    void found(List<Suggestion> proposals, Function<String, AgentFacts> facts) {
        Map<String, List<Suggestion>> byAgent = new HashMap<>();
        proposals.stream()
                .filter(one -> ID.matcher(one.id()).matches())
                .filter(one -> !isUnreadable(one.id())) // its row stays as it is
                .filter(this::isPossible)
                .sorted(BEST_FIRST)
                .forEach(one -> byAgent.computeIfAbsent(agentKey(one.agentId()), agent -> new ArrayList<>())
                        .add(one));
        found = new HashSet<>();
        byAgent.values().forEach(list -> foundOfAgent(list, facts));
    }

    private void foundOfAgent(List<Suggestion> proposals, Function<String, AgentFacts> facts) {
        String agentId = proposals.get(0).agentId();
        // A rule that is active or being tried passed when it became so, and must not be held against itself.
        List<Suggestion> open = proposals.stream()
                .filter(one -> !isDecided(suggestions.get(one.id())))
                .toList();
        proposals.stream().filter(one -> !open.contains(one)).forEach(one -> found.add(one.id()));
        SuggestionLinter.passing(
                        open, activeTexts(agentId), facts.apply(agentId).tools())
                .stream()
                .limit(SHOWN_MAX)
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

    /** An edit of a rule needs the rule; all other edits need none. */
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

    /** An edit of a rule that is not there any more and has not come into effect itself: what is it compared with? */
    List<Suggestion> withoutTheirRule() {
        return active().filter(one -> one.replaces() != null && !isPossible(one) && !isUnreadable(one.replaces()))
                .filter(one -> one.status() == Status.IN_EXPERIMENT || one.kind() == Suggestion.Kind.REMOVE_RULE)
                .toList();
    }

    /** The suggestions that at least some traces are told. */
    Stream<Suggestion> active() {
        return suggestions.all().stream()
                .filter(one -> one.status() == Status.ADOPTED || one.status() == Status.IN_EXPERIMENT);
    }

    private static boolean isDecided(Suggestion known) {
        return known != null && known.status() != Status.PROPOSED && known.status() != Status.REJECTED;
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

    /** Whether one more rule may become active for its agent; what replaces one takes its place. */
    boolean hasRoom(Suggestion suggestion) {
        long taken = active(suggestion.agentId()).stream()
                .filter(one -> one.replaces() == null || !isPossible(one))
                .count();
        return suggestion.replaces() != null
                || taken + unreadable.active(suggestion.agentId()) < ActiveGuidance.RULES_MAX;
    }

    /** Changes a status; whether anything changed. Fails with {@code CONFLICT} where there is no way. */
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

    /** An adopted edit is not watched any more: the rule that it replaces is gone for good, and so is a removal itself. */
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

    /** Null when there is none, or none that can be read. */
    Suggestion get(String id) {
        return suggestions.get(id);
    }

    boolean isUnreadable(String id) {
        return unreadable.hasSuggestion(id);
    }

    /** Whether all that an experiment is about can be read: what it tries, and the rules that it tries to replace. */
    boolean knowsAllOf(Experiment plan) {
        return plan.suggestionIds().stream().noneMatch(id -> isUnreadable(id) || isEditOfUnreadable(id));
    }

    private boolean isEditOfUnreadable(String id) {
        Suggestion suggestion = suggestions.get(id);
        return suggestion != null && suggestion.replaces() != null && isUnreadable(suggestion.replaces());
    }

    /** Ids of all suggestions on trial, those that can't be read too. */
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
                .sorted(BEST_FIRST)
                .toList();
    }

    /** Proposals that are still found, the best first. */
    List<Suggestion> proposals() {
        return shown().stream().filter(one -> one.status() == Status.PROPOSED).toList();
    }

    Collection<Suggestion> all() {
        return suggestions.all();
    }

    /** The way back to what is now, as long as nothing but a decision changes anything. */
    Runnable undo() {
        return suggestions.undo();
    }

    /** What changed since it was asked last. */
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
