package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells in one sentence each what became of suggestions: found, decided, judged. It tells only what is stored, and nothing
 * twice. What a person wrote as a note stays out. Not thread-safe.
 */
final class SuggestionNews {

    private final Consumer<String> listener;
    private final Map<String, Status> told = new HashMap<>();
    private final Map<String, LiveExperiment.Status> toldTrials = new HashMap<>();

    /** @param listener takes the sentences, each without a full stop */
    SuggestionNews(Consumer<String> listener) {
        this.listener = listener;
    }

    /** What was stored before this start is no news. */
    void known(Collection<Suggestion> suggestions, Collection<LiveExperiment> experiments) {
        suggestions.forEach(suggestion -> told.put(suggestion.id(), suggestion.status()));
        experiments.forEach(experiment -> toldTrials.put(experiment.plan().id(), experiment.status()));
    }

    void stored(List<Suggestion> suggestions, List<LiveExperiment> experiments) {
        for (Suggestion suggestion : suggestions) {
            if (told.put(suggestion.id(), suggestion.status()) != suggestion.status()) {
                listener.accept(sentence(suggestion));
            }
        }
        for (LiveExperiment experiment : experiments) {
            LiveExperiment.Status before = toldTrials.put(experiment.plan().id(), experiment.status());
            if (experiment.status() == LiveExperiment.Status.PAUSED && before != experiment.status()) {
                listener.accept("an experiment is paused; see: lightning experiments "
                        + experiment.plan().id());
            }
        }
    }

    private static String sentence(Suggestion suggestion) {
        String rule = "\"" + suggestion.text() + "\"";
        String whose = suggestion.agentId() == null ? "" : " for " + suggestion.agentId();
        if (suggestion.status() == Status.PROPOSED) {
            return "found a suggestion" + whose + ": " + rule + "; see: lightning suggestions show " + suggestion.id();
        }
        return "a suggestion" + whose + " is now "
                + suggestion.status().jsonName().replace('_', ' ') + ": " + rule + reason(suggestion);
    }

    private static String reason(Suggestion suggestion) {
        List<StatusChange> history = suggestion.history();
        StatusChange last = history.isEmpty() ? null : history.get(history.size() - 1);
        return last == null || !last.actor().equals(Decisions.AUTO) ? "" : "; " + last.reason();
    }
}
