package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds decisions that go with better outcomes on comparable tasks. Its metric is success. */
public final class DecisionPointOptimizer implements Optimizer {

    public static final String NAME = "decision-points";

    /** Remembers the looks of the agents with the most traces; bounded because clients choose the names. */
    private static final int REMEMBERED_MAX = 1_000;

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
        private final Map<String, AgentMiner> miners = new TreeMap<>();
        private final Vocabulary vocabulary = new Vocabulary();
        private final SuggestionWriter writer = new SuggestionWriter();
        private RulesInEffect rules = RulesInEffect.NONE;

        AllAgents(OptimizerSettings settings) {
            this.settings = settings;
        }

        private AgentMiner miner(String agent) {
            return miners.computeIfAbsent(agent, a -> new AgentMiner(settings, vocabulary));
        }

        @Override
        public void learn(ScoredTrace trace) {
            miner(trace.agentOrEmpty()).learn(trace);
        }

        @Override
        public void rulesInEffect(RulesInEffect now) {
            rules = now;
        }

        @Override
        public List<Suggestion> suggestions() {
            List<Suggestion> suggestions = new ArrayList<>();
            miners.forEach((agent, miner) -> {
                if (miner.traceCount() >= settings.tracesMin()) {
                    String agentId = agent.isEmpty() ? null : agent;
                    miner.findings(rules.of(agentId)).stream()
                            .limit(settings.shownMax())
                            .map(finding -> writer.write(NAME, agentId, finding, miner))
                            .forEach(suggestions::add);
                }
            });
            return suggestions;
        }

        @Override
        public String stratum(TraceStart start) {
            AgentMiner miner = miners.get(start.agentId() == null ? "" : start.agentId());
            if (miner != null) {
                return miner.stratum(start);
            }
            // After a restart assignments are read before traces: the task must not depend on what was learned.
            return start.taskKey() == null ? "" : start.stratum();
        }

        @Override
        public LearnerMemory memory() {
            Map<String, LearnerMemory.AgentMemory> agents = new HashMap<>();
            miners.forEach((agent, miner) -> agents.put(agent, miner.memory()));
            if (agents.size() > REMEMBERED_MAX) {
                List<String> most = new ArrayList<>(agents.keySet());
                most.sort(Comparator.comparingLong(
                                (String agent) -> -agents.get(agent).keyedSeen())
                        .thenComparing(Comparator.naturalOrder()));
                agents.keySet().retainAll(Set.copyOf(most.subList(0, REMEMBERED_MAX)));
            }
            return new LearnerMemory(agents);
        }

        @Override
        public void restore(LearnerMemory memory) {
            memory.agents().forEach((agent, part) -> miner(agent).restore(part));
        }
    }
}
