package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stored rows that this version can't read. They stay as they are: nothing is stored under their ids. What their columns
 * and, where it can still be made out, their text say is respected, so that nothing is tried or told twice.
 *
 * @param suggestions by id
 * @param memories names of optimizers
 */
record UnreadableRows(Map<String, Row> suggestions, List<Trial> experiments, Set<String> memories) {

    static final UnreadableRows NONE = new UnreadableRows(Map.of(), List.of(), Set.of());

    UnreadableRows {
        suggestions = Map.copyOf(suggestions);
        experiments = List.copyOf(experiments);
        memories = Set.copyOf(memories);
    }

    /**
     * A suggestion.
     *
     * @param status as its column names it
     * @param replaces the suggestion whose rule it edits; null when it edits none, or that can't be made out
     * @param rule empty unless it is adopted and its rule can be made out
     */
    record Row(String id, String agentId, String status, String replaces, Optional<AdoptedRule> rule) {

        private boolean is(Status wanted) {
            return status.equals(wanted.jsonName());
        }

        private boolean isActive() {
            return is(Status.ADOPTED) || is(Status.IN_EXPERIMENT);
        }
    }

    /**
     * An experiment.
     *
     * @param status as its column names it
     * @param suggestionIds what it tries; empty where that can't be made out
     */
    record Trial(String agentId, String status, Set<String> suggestionIds) {

        Trial {
            suggestionIds = Set.copyOf(suggestionIds);
        }

        private boolean is(LiveExperiment.Status wanted) {
            return status.equals(wanted.jsonName());
        }

        private boolean mayBeAbout(Suggestion suggestion) {
            return suggestionIds.isEmpty()
                    ? Objects.equals(agentId, suggestion.agentId())
                    : suggestionIds.contains(suggestion.id());
        }
    }

    boolean hasSuggestion(String id) {
        return suggestions.containsKey(id);
    }

    /** How many of an agent's take a place among its active rules. */
    long active(String agentId) {
        return suggestions.values().stream()
                .filter(row -> Objects.equals(row.agentId(), agentId))
                .filter(Row::isActive)
                .count();
    }

    /** Suggestions whose rules are being edited, or were. */
    Set<String> edited() {
        return suggestions.values().stream()
                .filter(row -> row.isActive() && row.replaces() != null)
                .map(Row::replaces)
                .collect(Collectors.toSet());
    }

    /** Suggestions that are on trial. */
    Set<String> onTrial() {
        return suggestions.values().stream()
                .filter(row -> row.is(Status.IN_EXPERIMENT))
                .map(Row::id)
                .collect(Collectors.toSet());
    }

    /** The adopted rules that can be made out. */
    List<AdoptedRule> rules() {
        return suggestions.values().stream()
                .map(Row::rule)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether an experiment that is under way may try something on that suggestion. */
    boolean mayTouch(Suggestion suggestion) {
        return experiments.stream()
                .anyMatch(trial -> !trial.is(LiveExperiment.Status.ENDED) && trial.mayBeAbout(suggestion));
    }

    /** Suggestions whose rule nobody is told until a person lets their experiment go on. */
    Set<String> paused() {
        return experiments.stream()
                .filter(trial -> trial.is(LiveExperiment.Status.PAUSED))
                .flatMap(trial -> trial.suggestionIds().stream())
                .collect(Collectors.toSet());
    }

    int count() {
        return suggestions.size() + experiments.size() + memories.size();
    }

    /** For a person; empty when everything can be read. */
    Optional<String> notice() {
        return count() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "stored rows that can't be read are left as they are (suggestions: %d, experiments: %d, learner"
                                + " memories: %d); the log names them",
                        suggestions.size(),
                        experiments.size(),
                        memories.size()));
    }
}
