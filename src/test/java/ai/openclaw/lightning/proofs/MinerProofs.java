package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.LearnerMemory.Claim;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.mining.DecisionPointOptimizer;
import ai.openclaw.lightning.traces.RecordedTrace;
import ai.openclaw.lightning.traces.RecordedTraces;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Proofs 1 to 3: what the miner claims, and what not, on recorded traces. */
final class MinerProofs {

    private static final String TERMINAL = "transfer_to_human_agents";

    private MinerProofs() {}

    static Learner learner() {
        return new DecisionPointOptimizer().newLearner(OptimizerSettings.DEFAULT);
    }

    static List<Claim> claims(Learner learner) {
        return learner.memory().agents().values().stream()
                .flatMap(agent -> agent.claims().stream())
                .toList();
    }

    /** 1: outcomes shuffled within tasks; whatever is claimed then is false. */
    static ProofRow shuffledWithinTasks(int shuffles) {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        int claimed = 0;
        int naive = 0;
        for (int seed = 0; seed < shuffles; seed++) {
            List<RecordedTrace> shuffled = shuffleWithinTasks(traces, new SplittableRandom(seed));
            Learner learner = learner();
            for (int i = 0; i < shuffled.size(); i++) {
                learner.learn(shuffled.get(i).scored(i, true));
            }
            claimed += claims(learner).isEmpty() ? 0 : 1;
            naive += Rivals.fisherByTool(shuffled).isEmpty() ? 0 : 1;
        }
        double share = (double) claimed / shuffles;
        return new ProofRow(
                "1 tau-bench with task keys, outcomes shuffled within tasks",
                "any claim in ≤ 10 % of shuffles",
                claimed + " of " + shuffles,
                share <= 0.1,
                "Fisher + BH by tool, unstratified: " + naive + " of " + shuffles);
    }

    private static List<RecordedTrace> shuffleWithinTasks(List<RecordedTrace> traces, SplittableRandom random) {
        Map<String, List<Boolean>> outcomes = new HashMap<>();
        traces.forEach(trace -> {
            List<Boolean> task = outcomes.computeIfAbsent(trace.taskKey(), key -> new ArrayList<>());
            int place = random.nextInt(task.size() + 1);
            task.add(place, trace.success());
        });
        return traces.stream()
                .map(trace -> withOutcome(trace, outcomes.get(trace.taskKey()).remove(0)))
                .toList();
    }

    private static RecordedTrace withOutcome(RecordedTrace trace, boolean success) {
        return new RecordedTrace(
                trace.traceId(),
                trace.sessionKey(),
                trace.agentId(),
                trace.taskKey(),
                trace.message(),
                trace.hardness(),
                success,
                trace.calls());
    }

    /** 2: tau-bench as it is. */
    static List<ProofRow> airlineAsItIs() {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        Learner keyed = learner();
        Learner withheld = learner();
        for (int i = 0; i < traces.size(); i++) {
            keyed.learn(traces.get(i).scored(i, true));
            withheld.learn(traces.get(i).scored(i, false));
        }
        boolean claimed =
                claims(keyed).stream().anyMatch(claim -> claim.pattern().contains(TERMINAL));
        boolean suggested = keyed.suggestions().stream().anyMatch(s -> s.tools().contains(TERMINAL))
                || withheld.suggestions().stream().anyMatch(s -> s.tools().contains(TERMINAL));
        Map<String, Double> naive = Rivals.fisherByTool(traces);
        boolean hintsOnly =
                claims(withheld).isEmpty() && withheld.suggestions().stream().allMatch(s -> s.grade() == Grade.HINT);
        return List.of(
                new ProofRow(
                        "2 tau-bench as it is, with task keys",
                        "no claim and no suggestion on `" + TERMINAL + "`",
                        claims(keyed).size() + " claims, " + keyed.suggestions().size() + " suggestions, none on it",
                        !claimed && !suggested,
                        "Fisher + BH by tool: " + naive.size() + " tools, `" + TERMINAL + "` at "
                                + String.format(Locale.ROOT, "%+.0f points", 100 * naive.getOrDefault(TERMINAL, 0.0))),
                new ProofRow(
                        "2 with the keys withheld",
                        "nothing above `hint`",
                        withheld.suggestions().size() + " suggestions, all hints",
                        hintsOnly,
                        ""));
    }

    /** 3: a planted first call that helps by the given number of points. */
    static ProofRow planted(int n, double difference, int seeds) {
        List<RecordedTrace> traces = RecordedTraces.read(RecordedTraces.TAU_AIRLINE);
        Map<String, Double> rates = new HashMap<>();
        traces.forEach(trace -> rates.merge(trace.taskKey(), trace.success() ? 1.0 : 0.0, Double::sum));
        rates.replaceAll((task, successes) -> (successes + 0.5) / 5);
        double shift = shiftFor(
                rates.values().stream().mapToDouble(Double::doubleValue).toArray(), difference);
        int found = 0;
        int others = 0;
        for (int seed = 0; seed < seeds; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Learner learner = learner();
            for (int i = 0; i < n; i++) {
                RecordedTrace trace = traces.get(i % traces.size());
                boolean planned = random.nextBoolean();
                double rate = rates.get(trace.taskKey());
                boolean success = random.nextDouble() < (planned ? shifted(rate, shift) : rate);
                learner.learn(plant(trace, i, planned, success).scored(i, true));
            }
            List<Claim> claims = claims(learner);
            boolean hit = claims.stream()
                            .anyMatch(claim -> claim.pattern().equals("start>next:zz_plan") && claim.positive())
                    || claims.stream()
                            .anyMatch(claim -> claim.pattern().equals("start>next:zz_skip") && !claim.positive());
            found += hit ? 1 : 0;
            others += (int) claims.stream()
                    .filter(claim -> !claim.pattern().startsWith("start>next:zz_"))
                    .count();
        }
        double otherMean = (double) others / seeds;
        return new ProofRow(
                String.format(Locale.ROOT, "3 a plant of %+.0f points, n = %d, %d seeds", 100 * difference, n, seeds),
                "claimed in ≥ 90 %, other claims < 0.5 a run",
                String.format(Locale.ROOT, "%.0f %%, %.2f others a run", 100.0 * found / seeds, otherMean),
                found >= 0.9 * seeds && otherMean < 0.5,
                "");
    }

    private static RecordedTrace plant(RecordedTrace trace, int copy, boolean planned, boolean success) {
        List<RecordedTrace.Call> calls = new ArrayList<>();
        var params = JsonNodeFactory.instance.objectNode();
        calls.add(new RecordedTrace.Call("first", planned ? "zz_plan" : "zz_skip", params, "ok", null));
        calls.addAll(trace.calls());
        return new RecordedTrace(
                trace.traceId() + "-" + copy,
                trace.sessionKey(),
                trace.agentId(),
                trace.taskKey(),
                trace.message(),
                trace.hardness(),
                success,
                calls);
    }

    private static double shifted(double rate, double shift) {
        return 1 / (1 + Math.exp(-Math.log(rate / (1 - rate)) - shift));
    }

    private static double shiftFor(double[] rates, double difference) {
        double low = 0;
        double high = 20;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double mean = 0;
            for (double rate : rates) {
                mean += (shifted(rate, middle) - rate) / rates.length;
            }
            if (mean < difference) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
