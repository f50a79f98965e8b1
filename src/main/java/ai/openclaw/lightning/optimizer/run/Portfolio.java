package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.SuggestionLife;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** All suggestions, and what becomes of them. Not thread-safe. */
final class Portfolio {

    static final String PERSON = "person";
    static final String AUTO = "auto";

    /** Proposals of one agent that are shown. */
    private static final int SHOWN_MAX = 5;

    private static final double EVEN = 0.5;
    private static final double CANARY = 0.2;

    /** An id is also the name of a file. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private static final Comparator<Suggestion> BEST_FIRST = Comparator.comparing(
                    (Suggestion one) -> one.evidence().metric() != Metric.SUCCESS)
            .thenComparing(one -> -Math.abs(one.evidence().expectedGain()))
            .thenComparing(Suggestion::id);

    private final RunSettings settings;
    private final Map<String, Suggestion> suggestions = new LinkedHashMap<>();
    private final Experiments experiments;
    private final Set<String> changed = new HashSet<>();

    /** Ids that the last run found; null before the first run: then what is stored is shown. */
    private Set<String> found;

    Portfolio(RunSettings settings, Collection<Suggestion> stored, Experiments experiments) {
        this.settings = settings;
        this.experiments = experiments;
        stored.forEach(one -> suggestions.put(one.id(), one));
    }

    /** Takes in what the learners propose now. */
    void found(List<Suggestion> proposals, Function<String, AgentFacts> facts) {
        Map<String, List<Suggestion>> byAgent = new HashMap<>();
        proposals.stream()
                .filter(one -> ID.matcher(one.id()).matches())
                .filter(one -> one.kind() == Suggestion.Kind.ADD_RULE || one.kind() == Suggestion.Kind.TOOL_HINT)
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
                .forEach(one -> {
                    found.add(one.id());
                    Suggestion known = suggestions.get(one.id());
                    put(known == null ? one : known.withFindings(one));
                });
    }

    private static boolean isDecided(Suggestion known) {
        return known != null && known.status() != Status.PROPOSED && known.status() != Status.REJECTED;
    }

    private List<String> activeTexts(String agentId) {
        return suggestions.values().stream()
                .filter(one -> Objects.equals(one.agentId(), agentId))
                .filter(one -> one.status() == Status.ADOPTED || one.status() == Status.IN_EXPERIMENT)
                .map(Suggestion::text)
                .toList();
    }

    /** What a person decided; fails with {@code NOT_FOUND} or {@code CONFLICT}. */
    Suggestion decide(SuggestionDecision decision, long now, Function<String, AgentFacts> facts) {
        Suggestion suggestion = suggestions.get(decision.suggestionId());
        if (suggestion == null) {
            throw new BridgeException(Kind.NOT_FOUND, "there is no such suggestion");
        }
        String why = decision.note() == null ? "Decided by a person." : decision.note();
        switch (decision.action()) {
            case REJECT -> change(suggestion, Status.REJECTED, now, PERSON, why);
            case ROLL_BACK -> {
                change(suggestion, Status.ROLLED_BACK, now, PERSON, why);
                experiments.endThoseOf(suggestion.id(), "Rolled back by a person.", now);
            }
            case EXPERIMENT, CANARY, FULL -> accept(suggestion, decision.action(), now, why, facts);
        }
        return suggestions.get(suggestion.id());
    }

    private void accept(
            Suggestion suggestion, Action action, long now, String why, Function<String, AgentFacts> facts) {
        if (action == Action.FULL && suggestion.status() == Status.IN_EXPERIMENT) {
            throw new BridgeException(
                    Kind.CONFLICT, "A suggestion that is in_experiment is adopted or rolled back by its experiment.");
        }
        if (!change(suggestion, Status.ACCEPTED, now, PERSON, why)) {
            return;
        }
        if (action == Action.FULL) {
            change(suggestions.get(suggestion.id()), Status.ADOPTED, now, PERSON, "Adopted at once, unverified.");
        } else {
            start(suggestion, action == Action.CANARY ? CANARY : EVEN, now, PERSON, facts);
        }
    }

    private void start(
            Suggestion suggestion, double probability, long now, String actor, Function<String, AgentFacts> facts) {
        Experiment plan = experiments.start(
                suggestion, probability, now, facts.apply(suggestion.agentId()).errorClasses());
        change(suggestions.get(suggestion.id()), Status.IN_EXPERIMENT, now, actor, "Experiment " + plan.id() + ".");
    }

    /** In the automatic modes: starts canaries while there is room for them. */
    void startCanaries(long now, Function<String, AgentFacts> facts) {
        for (Suggestion suggestion : proposals()) {
            boolean room = experiments.trials() < settings.mode().atOnce && hasRoom(suggestion);
            if (room && suggestion.status() == Status.PROPOSED) {
                change(suggestion, Status.ACCEPTED, now, AUTO, "The best proposal, tried on a few traces.");
                start(suggestion, settings.mode().share, now, AUTO, facts);
            }
        }
    }

    private boolean hasRoom(Suggestion suggestion) {
        return activeTexts(suggestion.agentId()).size() < ActiveGuidance.RULES_MAX;
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
        return false;
    }

    private void put(Suggestion suggestion) {
        if (!suggestion.equals(suggestions.put(suggestion.id(), suggestion))) {
            changed.add(suggestion.id());
        }
    }

    Suggestion get(String id) {
        return suggestions.get(id);
    }

    /** What to show: proposals that are still found, and everything that was decided, the best first. */
    List<Suggestion> shown() {
        return suggestions.values().stream()
                .filter(one -> one.status() != Status.PROPOSED || found == null || found.contains(one.id()))
                .sorted(BEST_FIRST)
                .toList();
    }

    private List<Suggestion> proposals() {
        return shown().stream().filter(one -> one.status() == Status.PROPOSED).toList();
    }

    Collection<Suggestion> all() {
        return suggestions.values();
    }

    /** What changed since it was asked last. */
    List<Suggestion> takeChanged() {
        List<Suggestion> taken = changed.stream().sorted().map(suggestions::get).toList();
        changed.clear();
        return taken;
    }

    /** What was taken could not be stored. */
    void giveBack(List<Suggestion> taken) {
        taken.forEach(one -> changed.add(one.id()));
    }

    private static String agentKey(String agentId) {
        return agentId == null ? "" : agentId;
    }
}
