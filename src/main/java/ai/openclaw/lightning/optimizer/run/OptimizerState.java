package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything the optimizer does but read and write: learning, suggestions, experiments. Not thread-safe. */
final class OptimizerState {

    private final OptimizerParts parts;
    private final Scoring scoring;
    private final Experiments experiments;
    private final Portfolio portfolio;
    private final Decisions decisions;
    private final SuggestionFiles files;
    private final Map<String, LearnerMemory> storedMemories = new HashMap<>();
    private Learning learning;
    private boolean learned;

    OptimizerState(OptimizerParts parts, LearnedDocuments stored) {
        this.parts = parts;
        this.scoring = new Scoring(parts.reward());
        this.files = new SuggestionFiles(parts.folder());
        stored.memories().forEach(one -> storedMemories.put(one.id(), Documents.memory(one)));
        experiments = new Experiments(
                new ExperimentPlans(parts.settings(), parts.ids()),
                stored.experiments().stream().map(Documents::experiment).toList());
        portfolio = new Portfolio(
                stored.suggestions().stream().map(Documents::suggestion).toList());
        decisions = new Decisions(parts.settings().mode(), portfolio, experiments, agentId -> learning.facts(agentId));
        experiments.endOrphans(portfolio, parts.clock().getAsLong());
        learning = newLearning(storedMemories);
    }

    private Learning newLearning(Map<String, LearnerMemory> memories) {
        OptimizerSettings usual = OptimizerSettings.DEFAULT;
        OptimizerSettings settings = new OptimizerSettings(
                parts.settings().tracesMin(),
                parts.settings().stepsMax(),
                usual.shownMax(),
                usual.supportMin(),
                usual.supportShare());
        return new Learning(parts.optimizers(), settings, scoring, memories);
    }

    /** Learned traces stay in memory, so now and then the old ones must go: a quarter more than the bound may stay. */
    boolean isTooLarge() {
        return learning.traces() > parts.settings().tracesMax() * 5L / 4;
    }

    /** Forgets the traces, not what was claimed of them. */
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

    void assigned(StoredAssignment trace) {
        experiments.assigned(trace, () -> learning.stratum(trace));
    }

    void closed(TraceEvidence trace, long now) {
        Optional<UnitOutcome> outcome = scoring.outcome(trace);
        if (outcome.isPresent()) {
            experiments.ended(trace.traceId(), outcome.get());
            experiments.count(now, portfolio);
        } else if (trace.status() == TraceStatus.ABANDONED) {
            experiments.abandoned(trace.traceId());
        }
        learning.learn(trace);
        learned = true;
    }

    /**
     * What follows from all that came in.
     *
     * @param isComplete whether all that is stored was read, so that what is not known did not happen
     */
    void conclude(long now, boolean isComplete) {
        if (isComplete) {
            experiments.expire(now);
            decisions.retire(now);
        }
        experiments.count(now, portfolio);
        if (learned) {
            learned = false;
            portfolio.found(learning.suggestions(experiments.rules(portfolio)), learning::facts);
        }
        decisions.endWithoutRule(now);
        decisions.startCanaries(now);
    }

    /**
     * What a person decided, in memory.
     *
     * @param suggestion as it is then
     * @param undo to be run when it could not be stored, before anything else changes
     */
    record Decided(Suggestion suggestion, Runnable undo) {}

    /** Decides; a decision that is refused changes nothing. */
    Decided decide(SuggestionDecision decision, long now) {
        Runnable portfolioUndo = portfolio.undo();
        Runnable experimentsUndo = experiments.undo(decision.suggestionId());
        Runnable undo = () -> {
            portfolioUndo.run();
            experimentsUndo.run();
        };
        try {
            return new Decided(decisions.decide(decision, now), undo);
        } catch (BridgeException refused) {
            undo.run();
            throw refused;
        }
    }

    /** What is to be stored, taken out of the lists of what changed. */
    record UnsavedChanges(
            List<Suggestion> suggestions, List<LiveExperiment> experiments, Map<String, LearnerMemory> memories) {

        boolean isEmpty() {
            return suggestions.isEmpty() && experiments.isEmpty() && memories.isEmpty();
        }

        LearnedDocuments documents() {
            List<Document> kept = new ArrayList<>();
            memories.forEach((name, memory) -> kept.add(Documents.of(name, memory)));
            return new LearnedDocuments(
                    suggestions.stream().map(Documents::of).toList(),
                    experiments.stream().map(Documents::of).toList(),
                    kept);
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
    }

    void giveBack(UnsavedChanges taken) {
        portfolio.giveBack(taken.suggestions());
        experiments.giveBack(taken.experiments());
    }

    ActiveGuidance guidance() {
        return experiments.guidance(portfolio);
    }

    /** @param generatedAt when the last run ended; null before the first */
    OptimizerView view(long now, Long generatedAt, OptimizerView.Progress progress) {
        return new OptimizerView(
                portfolio.shown(),
                experiments.reports(),
                learning.traces(),
                generatedAt,
                learning.tracesPerWeek(now),
                progress);
    }
}
