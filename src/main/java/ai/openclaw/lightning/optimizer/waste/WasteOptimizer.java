package ai.openclaw.lightning.optimizer.waste;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionEvidence;
import ai.openclaw.lightning.model.SuggestionEvidence.ExpectedChange;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.SuggestionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds calls that cost tokens and time and bring nothing. Aims at cost, says nothing about success. */
public final class WasteOptimizer implements Optimizer {

    public static final String NAME = "waste";

    private static final String GRADE_REASON =
            "Counts what was wasted; whether leaving it out harms success only an experiment shows.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Learner newLearner(OptimizerSettings settings) {
        return new AllAgents(settings);
    }

    private static final class AllAgents implements Learner {
        private final OptimizerSettings settings;
        private final Map<String, AgentWaste> agents = new TreeMap<>();

        AllAgents(OptimizerSettings settings) {
            this.settings = settings;
        }

        @Override
        public void learn(ScoredTrace trace) {
            agents.computeIfAbsent(trace.agentOrEmpty(), agent -> new AgentWaste())
                    .learn(trace);
        }

        @Override
        public List<Suggestion> suggestions() {
            List<Suggestion> suggestions = new ArrayList<>();
            agents.forEach((agent, waste) -> {
                if (waste.traceCount() >= settings.tracesMin()) {
                    waste.found(settings).stream()
                            .map(found -> suggestion(agent.isEmpty() ? null : agent, found, waste.traceCount()))
                            .flatMap(Optional::stream)
                            .limit(settings.shownMax())
                            .forEach(suggestions::add);
                }
            });
            return suggestions;
        }
    }

    private static Optional<Suggestion> suggestion(String agentId, AgentWaste.Found found, int traces) {
        return found.key()
                .kind()
                .text(found.key().tool())
                .map(text -> new Suggestion(
                        SuggestionId.of(NAME, agentId, text.text()),
                        NAME,
                        Suggestion.Kind.TOOL_HINT,
                        null,
                        text.text(),
                        agentId,
                        text.tools(),
                        found.key().kind().trigger(found.key().tool()),
                        Suggestion.Grade.HINT,
                        Suggestion.Status.PROPOSED,
                        evidence(text, found.sums(), traces),
                        List.of()));
    }

    private static SuggestionEvidence evidence(RuleText text, WasteSums sums, int traces) {
        double wastePerTrace = sums.total() / sums.traces();
        return new SuggestionEvidence(
                sums.metric(),
                new Interval(-wastePerTrace, null, null),
                -sums.total() / traces,
                new Group(traces - sums.traces(), 0.0),
                new Group(sums.traces(), wastePerTrace),
                null,
                traces,
                List.of(),
                sums.examples(),
                new ExpectedChange(
                        "Share of the traces that " + text.behaviour() + ".", (double) sums.traces() / traces, false),
                null,
                null,
                GRADE_REASON);
    }
}
