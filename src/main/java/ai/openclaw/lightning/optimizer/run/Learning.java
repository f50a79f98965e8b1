package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.TraceStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All learners, fed with the same traces. Not thread-safe. */
final class Learning {

    private final Map<String, Learner> learners = new LinkedHashMap<>();
    private final Map<String, AgentFacts> agents = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Scoring scoring;

    /** @param memories by the optimizer's name, as {@link #memories} gave them */
    Learning(
            List<Optimizer> optimizers,
            OptimizerSettings settings,
            Scoring scoring,
            Map<String, LearnerMemory> memories) {
        this.scoring = scoring;
        for (Optimizer optimizer : optimizers) {
            Learner learner = optimizer.newLearner(settings);
            learner.restore(memories.getOrDefault(optimizer.name(), LearnerMemory.EMPTY));
            learners.put(optimizer.name(), learner);
        }
    }

    void learn(TraceEvidence trace) {
        boolean isNew = known.add(trace.traceId());
        agents.computeIfAbsent(key(trace.labels().agentId()), agent -> new AgentFacts())
                .learn(trace, isNew);
        learners.values().forEach(learner -> learner.learn(scoring.scored(trace)));
    }

    /** What the learners propose, those of the first learner first; not linted. */
    List<Suggestion> suggestions() {
        List<Suggestion> all = new ArrayList<>();
        learners.values().forEach(learner -> all.addAll(learner.suggestions()));
        return all;
    }

    /** What units of an experiment are compared within: the first learner that has an opinion says. */
    String stratum(StoredAssignment unit) {
        TraceStart start = new TraceStart(
                unit.labels().agentId(), unit.labels().model(), unit.labels().taskKey(), unit.message());
        return learners.values().stream()
                .map(learner -> learner.stratum(start))
                .filter(stratum -> !stratum.isEmpty())
                .findFirst()
                .orElse("");
    }

    Map<String, LearnerMemory> memories() {
        Map<String, LearnerMemory> memories = new LinkedHashMap<>();
        learners.forEach((name, learner) -> memories.put(name, learner.memory()));
        return memories;
    }

    AgentFacts facts(String agentId) {
        return agents.getOrDefault(key(agentId), new AgentFacts());
    }

    Map<String, Double> tracesPerWeek(long now) {
        Map<String, Double> rates = new HashMap<>();
        agents.forEach((agent, facts) -> rates.put(agent, facts.tracesPerWeek(now)));
        return rates;
    }

    int traces() {
        return known.size();
    }

    private static String key(String agentId) {
        return agentId == null ? "" : agentId;
    }
}
