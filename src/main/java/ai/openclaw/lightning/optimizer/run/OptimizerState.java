package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the optimizer does except reading and writing: learning, suggestions, experiments. Not thread-safe. */
final class OptimizerState {

    private static final Logger LOG = LoggerFactory.getLogger(OptimizerState.class);

    private final OptimizerParts parts;
    private final Scoring scoring;
    private final RatingRequests requests;
    private final Estimator estimator;
    private final Experiments experiments;
    private final Portfolio portfolio;
    private final Verdicts verdicts;
    private final Decisions decisions;
    private final Hypotheses hypotheses;
    private final SuggestionFiles files;
    private final SuggestionNews news = new SuggestionNews(LOG::info);
    private final UnreadableRows unreadable;
    private final Map<String, LearnerMemory> storedMemories;
    private Learning learning;
    private boolean learned;

    OptimizerState(OptimizerParts parts, LearnedDocuments stored) {
        this.parts = parts;
        this.scoring = new Scoring(parts.reward());
        this.files = new SuggestionFiles(parts.folder());
        LoadedKnowledge loaded = LoadedKnowledge.of(stored);
        unreadable = loaded.unreadable();
        news.known(loaded.suggestions(), loaded.experiments());
        storedMemories = new HashMap<>(loaded.memories());
        experiments = new Experiments(new ExperimentPlans(parts.settings(), parts.ids()), loaded.experiments());
        requests = new RatingRequests(experiments::estimating);
        estimator = new Estimator(scoring, requests);
        portfolio = new Portfolio(loaded.suggestions(), unreadable);
        verdicts = new Verdicts(experiments, portfolio);
        decisions = new Decisions(parts.settings(), portfolio, experiments, agentId -> learning.facts(agentId));
        hypotheses = new Hypotheses(parts.helper().orElse(null));
        experiments.endOrphans(portfolio, parts.clock().getAsLong());
        learning = newLearning(storedMemories);
    }

    private Learning newLearning(Map<String, LearnerMemory> memories) {
        OptimizerSettings usual = OptimizerSettings.DEFAULT;
        OptimizerSettings settings = new OptimizerSettings(
                parts.settings().tracesMin(),
                parts.settings().stepsMax(),
                parts.settings().families(),
                usual.shownMax(),
                usual.supportMin(),
                usual.supportShare());
        return new Learning(parts.optimizers(), settings, scoring, memories, unreadable.memories());
    }

    /** Learned traces stay in memory, so the old ones must go once they exceed the bound by a quarter. */
    boolean isTooLarge() {
        return learning.traces() > parts.settings().tracesMax() * 5L / 4;
    }

    /** Forgets the traces, but not the claims made from them. */
    void startOver() {
        Map<String, LearnerMemory> memories = new HashMap<>(storedMemories);
        memories.putAll(learning.memories());
        learning = newLearning(memories);
    }

    long assignedUntil() {
        return experiments.assignedUntil();
    }

    List<String> waiting() {
        return experiments.waiting();
    }

    /** Takes in an assignment; returns whether an experiment waits for what becomes of it. */
    boolean assigned(StoredAssignment trace) {
        return experiments.assigned(trace, () -> learning.stratum(trace));
    }

    /** Takes in a closed trace; returns another one that has to be read again, because this one says how that went. */
    Optional<String> closed(TraceEvidence trace, long now) {
        Optional<String> before = estimator.heard(trace);
        EstimatedTrace estimated =
                estimator.estimate(trace, learning.facts(trace.labels().agentId()));
        if (experiments.closed(trace, scoring.outcome(trace, estimated.outcome()))) {
            verdicts.count(now);
        }
        hypotheses.note(learning.learn(trace, estimated));
        learned = true;
        return before;
    }

    /**
     * Draws conclusions from everything that came in.
     *
     * @param isComplete whether everything stored was read, so that whatever is unknown did not happen
     */
    void conclude(long now, boolean isComplete) {
        if (isComplete) {
            experiments.expire(now);
            decisions.retire(now);
            decisions.tryAgain(now);
        }
        verdicts.count(now);
        if (learned || hypotheses.hasAnswer()) {
            learned = false;
            List<Suggestion> proposals = new ArrayList<>(learning.suggestions(experiments.rules(portfolio)));
            proposals.addAll(Transfers.of(portfolio.all(), learning.facts()));
            proposals.addAll(hypotheses.proposals(learning, portfolio.all(), proposals));
            portfolio.found(proposals, experiments.gains(), learning::facts);
        }
        decisions.endWithoutRule(now);
        Runnable undo = both(portfolio.undo(), experiments.undo());
        try {
            decisions.startCanaries(now);
        } catch (RuntimeException failed) {
            undo.run(); // a suggestion on trial without its experiment must not be stored
            throw failed;
        }
        if (isComplete) {
            hypotheses.ask(learning, portfolio, experiments);
        }
    }

    /**
     * A person's decision, applied in memory.
     *
     * @param suggestion as the decision leaves it
     * @param undo run it if the decision can't be stored, before anything else changes
     */
    record Decided(Suggestion suggestion, Runnable undo) {}

    /** Applies a decision; a refused one changes nothing. */
    Decided decide(SuggestionDecision decision, long now) {
        Runnable undo = both(portfolio.undo(), experiments.undo(decision.suggestionId()));
        try {
            return new Decided(decisions.decide(decision, now), undo);
        } catch (RuntimeException refused) {
            undo.run();
            throw refused;
        }
    }

    private static Runnable both(Runnable first, Runnable second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    /** Changes to be stored, taken from the change trackers. */
    record UnsavedChanges(
            List<Suggestion> suggestions, List<LiveExperiment> experiments, Map<String, LearnerMemory> memories) {

        boolean isEmpty() {
            return suggestions.isEmpty() && experiments.isEmpty() && memories.isEmpty();
        }

        LearnedDocuments documents() {
            List<Document> memoryDocuments = new ArrayList<>();
            memories.forEach((name, memory) -> memoryDocuments.add(Documents.of(name, memory)));
            return new LearnedDocuments(
                    suggestions.stream().map(Documents::of).toList(),
                    experiments.stream().map(Documents::of).toList(),
                    memoryDocuments);
        }
    }

    UnsavedChanges take() {
        Map<String, LearnerMemory> memories = new HashMap<>();
        learning.memories().forEach((name, memory) -> {
            if (!memory.equals(storedMemories.getOrDefault(name, LearnerMemory.EMPTY))) {
                memories.put(name, memory);
            }
        });
        return new UnsavedChanges(portfolio.takeChanged(), experiments.takeChanged(), memories);
    }

    void stored(UnsavedChanges taken) {
        storedMemories.putAll(taken.memories());
        files.write(taken.suggestions());
        news.stored(taken.suggestions(), taken.experiments());
    }

    void giveBack(UnsavedChanges taken) {
        portfolio.giveBack(taken.suggestions());
        experiments.giveBack(taken.experiments());
    }

    Optional<Suggestion> suggestion(String id) {
        return Optional.ofNullable(portfolio.get(id));
    }

    ActiveGuidance guidance() {
        return experiments.guidance(portfolio);
    }

    /** @param generatedAt when the last run ended; null before the first */
    OptimizerView view(long now, Long generatedAt, OptimizerView.Progress progress, OptimizerView.Health health) {
        return new OptimizerView(
                portfolio.shown(),
                experiments.reports(portfolio, now),
                GuidanceHistory.of(portfolio.all()),
                learning.traces(),
                generatedAt,
                learning.failingTools(),
                learning.agents(now, parts.settings().tracesMin()),
                hypotheses.figures(portfolio.all()),
                requests.wanted(now),
                progress,
                health);
    }

    /** Problems that do not fail a run, each a sentence without a full stop. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        unreadable.notice().ifPresent(notices::add);
        learning.leftOut().forEach(name -> notices.add("the optimizer \"" + name + "\" failed and is left out"));
        scoring.notice().ifPresent(notices::add);
        hypotheses.notice().ifPresent(notices::add);
        return notices;
    }
}
