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
 * Stored rows that this version can't read. Nothing overwrites them. The optimizer respects their columns and whatever
 * can be recovered of their text, so that it neither tries nor tells the same thing twice.
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
     * @param replaces the suggestion whose rule it edits; null when it edits none or the id can't be recovered
     * @param rule empty unless it is adopted and its rule can be recovered
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
     * @param suggestionIds the suggestions it tries; empty when they can't be recovered
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

    /** How many of these rows count as active rules of the agent. */
    long active(String agentId) {
        return suggestions.values().stream()
                .filter(row -> Objects.equals(row.agentId(), agentId))
                .filter(Row::isActive)
                .count();
    }

    /** Suggestions whose rules these rows edit or have edited. */
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

    /** The adopted rules that can be recovered. */
    List<AdoptedRule> rules() {
        return suggestions.values().stream()
                .map(Row::rule)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether an unfinished experiment may concern that suggestion. */
    boolean mayTouch(Suggestion suggestion) {
        return experiments.stream()
                .anyMatch(trial -> !trial.is(LiveExperiment.Status.ENDED) && trial.mayBeAbout(suggestion));
    }

    /** Suggestions whose rule agents do not get until a person resumes the experiment. */
    Set<String> paused() {
        return experiments.stream()
                .filter(trial -> trial.is(LiveExperiment.Status.PAUSED))
                .flatMap(trial -> trial.suggestionIds().stream())
                .collect(Collectors.toSet());
    }

    int count() {
        return suggestions.size() + experiments.size() + memories.size();
    }

    /** A notice for people; empty when everything can be read. */
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
