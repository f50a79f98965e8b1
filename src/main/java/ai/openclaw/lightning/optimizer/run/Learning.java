package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.FailureSite;
import ai.openclaw.lightning.model.OptimizerView.FailingTool;
import ai.openclaw.lightning.model.OptimizerView.LearnedAgent;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.hypotheses.IdeaSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All learners, fed with the same traces. Not thread-safe. */
final class Learning {

    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /** Ignores traces of further agents, to bound memory: clients choose the names. */
    private static final int AGENTS_MAX = 200;

    /** The most suggestions for one agent from one learner, on average over its agents. */
    private static final int SUGGESTIONS_MAX = 20;

    private static final int FAILING_TOOLS_MAX = 100;

    /** Without its memory a learner repeats its looks, so its claims guarantee nothing. */
    private static final String MEMORY_LOST =
            "The optimizer's earlier claims can't be read, so all of its findings are hints.";

    private static final String ESTIMATES =
            "Most outcomes of this agent are estimates, which know no more than the signals that they are made of.";

    private final Map<String, Learner> learners = new LinkedHashMap<>();
    private final Map<String, AgentFacts> agents = new HashMap<>();
    /** The traces learned from, each with what was known of its outcome. */
    private final Map<String, Outcome> known = new HashMap<>();

    private enum Outcome {
        UNKNOWN,
        ESTIMATED,
        SAID
    }

    private final Set<String> leftOut = new LinkedHashSet<>();
    private final Scoring scoring;
    private final Set<String> withoutMemory;

    /**
     * @param memories by the optimizer's name, as {@link #memories} gave them
     * @param withoutMemory optimizers whose stored memory can't be read
     */
    Learning(
            List<Optimizer> optimizers,
            OptimizerSettings settings,
            Scoring scoring,
            Map<String, LearnerMemory> memories,
            Set<String> withoutMemory) {
        this.scoring = scoring;
        this.withoutMemory = withoutMemory;
        for (Optimizer optimizer : optimizers) {
            String name = optimizer.name();
            try {
                Learner learner = optimizer.newLearner(settings);
                learner.restore(memories.getOrDefault(name, LearnerMemory.EMPTY));
                learners.put(name, learner);
            } catch (RuntimeException | LinkageError failure) {
                leftOut(name, failure);
            }
        }
    }

    /** A learner that fails must not stop the others. It may have learned half a trace, so it is not used again. */
    private void each(BiConsumer<String, Learner> step) {
        learners.entrySet().removeIf(one -> {
            try {
                step.accept(one.getKey(), one.getValue());
                return false;
            } catch (RuntimeException | LinkageError failure) {
                leftOut(one.getKey(), failure);
                return true;
            }
        });
    }

    private void leftOut(String name, Throwable failure) {
        leftOut.add(name);
        LOG.error(
                "the optimizer \"{}\" failed and is left out until the next start: {}", name, FailureSite.of(failure));
    }

    /** Takes in a closed trace; its estimate counts where nobody said how it went, and something is known about it. Returns the trace as the learners see it. */
    ScoredTrace learn(TraceEvidence trace, EstimatedTrace estimated) {
        boolean said = estimated.said() != null;
        ScoredTrace scored = said || estimated.signals().isEmpty()
                ? scoring.scored(trace)
                : scoring.scored(trace, estimated.outcome().estimate());
        Outcome outcome = said ? Outcome.SAID : scored.isScored() ? Outcome.ESTIMATED : Outcome.UNKNOWN;
        Outcome before = known.put(trace.traceId(), outcome);
        String agent = key(trace.labels().agentId());
        if (!agents.containsKey(agent) && agents.size() == AGENTS_MAX) {
            return scored;
        }
        AgentFacts facts = agents.computeIfAbsent(agent, name -> new AgentFacts());
        facts.learn(trace, before == null);
        facts.countScored((outcome == Outcome.UNKNOWN ? 0 : 1) - (before == null || before == Outcome.UNKNOWN ? 0 : 1));
        facts.outcomes()
                .learn(trace.traceId(), estimated, before == null ? null : Boolean.valueOf(before == Outcome.SAID));
        each((name, learner) -> learner.learn(scored));
        return scored;
    }

    /** The first learner that knows what the traces say about ideas. */
    Optional<IdeaSource> ideas() {
        return learners.values().stream()
                .filter(IdeaSource.class::isInstance)
                .map(IdeaSource.class::cast)
                .findFirst();
    }

    /** The proposals of the learners, the first learner's first; not linted. */
    List<Suggestion> suggestions(RulesInEffect rules) {
        List<Suggestion> all = new ArrayList<>();
        each((name, learner) -> {
            learner.rulesInEffect(rules);
            learner.suggestions().stream()
                    .filter(one -> one.id().startsWith(name + '-')) // or it would replace another learner's
                    .limit((long) SUGGESTIONS_MAX * AGENTS_MAX)
                    .map(one -> withoutMemory.contains(name) ? one.asHint(MEMORY_LOST) : one)
                    .map(one -> facts(one.agentId()).outcomes().mostSaySo() ? one : one.asHint(ESTIMATES))
                    .forEach(all::add);
        });
        return all;
    }

    /**
     * The stratum of an experiment's unit: the first learner with an opinion decides, else task and model. No learner decides
     * that has seen the outcome, as where the assignment was held back: the outcome must not choose what it is compared with.
     */
    String stratum(StoredAssignment unit) {
        TraceStart start = new TraceStart(
                unit.labels().agentId(),
                unit.labels().model(),
                unit.labels().promptVersion(),
                unit.labels().taskKey(),
                unit.message(),
                unit.labels().sender());
        if (known.containsKey(unit.traceId())) {
            return start.stratum();
        }
        List<String> strata = new ArrayList<>();
        each((name, learner) -> strata.add(strata.isEmpty() ? learner.stratum(start) : ""));
        return strata.stream().filter(stratum -> !stratum.isEmpty()).findFirst().orElseGet(start::stratum);
    }

    /** Without those of failed optimizers, and without any that would overwrite an unreadable one. */
    Map<String, LearnerMemory> memories() {
        Map<String, LearnerMemory> memories = new LinkedHashMap<>();
        each((name, learner) -> memories.put(name, learner.memory()));
        memories.keySet().removeAll(withoutMemory);
        return memories;
    }

    /** Names of the optimizers that failed. */
    Set<String> leftOut() {
        return leftOut;
    }

    AgentFacts facts(String agentId) {
        return agents.getOrDefault(key(agentId), new AgentFacts());
    }

    /** By agent, the one without a name under the empty string. */
    Map<String, AgentFacts> facts() {
        return Collections.unmodifiableMap(agents);
    }

    /** The most called first. */
    List<FailingTool> failingTools() {
        List<FailingTool> failing = new ArrayList<>();
        agents.forEach((agent, facts) -> failing.addAll(facts.failingTools(agent.isEmpty() ? null : agent)));
        failing.sort(Comparator.comparingLong((FailingTool one) -> -one.calls())
                .thenComparing(one -> key(one.agentId()))
                .thenComparing(FailingTool::tool));
        return failing.subList(0, Math.min(failing.size(), FAILING_TOOLS_MAX));
    }

    Map<String, LearnedAgent> agents(long now, long needed) {
        Map<String, LearnedAgent> learned = new HashMap<>();
        agents.forEach((agent, facts) -> learned.put(agent, facts.learned(now, needed)));
        return learned;
    }

    int traces() {
        return known.size();
    }

    private static String key(String agentId) {
        return agentId == null ? "" : agentId;
    }
}
