package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.hypotheses.Contrast;
import ai.openclaw.lightning.optimizer.hypotheses.Idea;
import ai.openclaw.lightning.optimizer.hypotheses.IdeaSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final class AllAgents implements Learner, IdeaSource {
        private final OptimizerSettings settings;
        private final Map<String, AgentMiner> miners = new TreeMap<>();
        private final Vocabulary vocabulary = new Vocabulary();
        private final Cells cells = new Cells();
        private final SuggestionWriter writer = new SuggestionWriter();
        private RulesInEffect rules = RulesInEffect.NONE;

        AllAgents(OptimizerSettings settings) {
            this.settings = settings;
        }

        private AgentMiner miner(String agent) {
            return miners.computeIfAbsent(agent, a -> new AgentMiner(settings, vocabulary, cells));
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
        public List<Contrast> contrasts(String agentId, int most) {
            return known(agentId).map(miner -> IdeaBook.contrasts(miner, most)).orElse(List.of());
        }

        @Override
        public Map<String, Set<String>> arguments(String agentId) {
            return known(agentId).map(IdeaBook::arguments).orElse(Map.of());
        }

        @Override
        public Optional<Suggestion> suggestion(String agentId, Idea idea) {
            return known(agentId)
                    .flatMap(miner -> IdeaBook.suggestion(miner, agentId, idea, rules.of(agentId), writer));
        }

        @Override
        public Optional<Suggestion> renewed(Suggestion earlier) {
            return known(earlier.agentId())
                    .flatMap(miner -> IdeaBook.ideaOf(miner, earlier))
                    .flatMap(idea -> suggestion(earlier.agentId(), idea));
        }

        private Optional<AgentMiner> known(String agentId) {
            return Optional.ofNullable(miners.get(agentId == null ? "" : agentId));
        }

        @Override
        public String stratum(TraceStart start) {
            // After a restart assignments are read before traces: the task must not depend on what was learned.
            return known(start.agentId())
                    .map(miner -> miner.stratum(start))
                    .orElseGet(() -> start.taskKey() == null ? "" : start.stratum());
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
