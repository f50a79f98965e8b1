package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.optimizer.stats.Multiplicity;
import ai.openclaw.lightning.optimizer.stats.StratifiedTest;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import ai.openclaw.lightning.optimizer.stats.Tables;
import ai.openclaw.lightning.proofs.TrialSimulation.Unit;
import ai.openclaw.lightning.traces.RecordedTrace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What people do instead: the naive methods that stand beside the proofs. Test code only. */
final class Rivals {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Peeking starts once both arms have this many units, which is kinder than what people do. */
    private static final int PEEK_FROM = 10;

    private Rivals() {}

    /** Adopts when a two-sided z test of two proportions has p &lt; 0.05 in favour of treatment, after any unit. */
    static boolean peeking(List<Unit> units) {
        double[] n = new double[2];
        double[] y = new double[2];
        for (Unit unit : units) {
            if (unit.outcome() == null) {
                continue;
            }
            int arm = unit.treated() ? 1 : 0;
            n[arm]++;
            y[arm] += unit.outcome();
            if (n[0] >= PEEK_FROM && n[1] >= PEEK_FROM) {
                double pooled = (y[0] + y[1]) / (n[0] + n[1]);
                double error = Math.sqrt(pooled * (1 - pooled) * (1 / n[0] + 1 / n[1]));
                if (error > 0 && y[1] / n[1] - y[0] / n[0] > 1.959964 * error) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Thompson sampling: adopts when P(treatment is best) &gt; 95 %, asked every ten units from the 20th on. */
    static boolean thompson(List<Double> controls, List<Double> treatments, SplittableRandom random) {
        double[] good = {1, 1};
        double[] bad = {1, 1};
        for (int i = 0; i < controls.size(); i++) {
            int arm = draw(good[1], bad[1], random) > draw(good[0], bad[0], random) ? 1 : 0;
            double outcome = arm == 1 ? treatments.get(i) : controls.get(i);
            good[arm] += outcome;
            bad[arm] += 1 - outcome;
            if (i >= 20 && i % 10 == 0 && probabilityBest(good, bad) > 0.95) {
                return true;
            }
        }
        return false;
    }

    private static double draw(double good, double bad, SplittableRandom random) {
        return BetaDistribution.of(good, bad).inverseCumulativeProbability(random.nextDouble());
    }

    /** Normal approximation of two beta posteriors. */
    private static double probabilityBest(double[] good, double[] bad) {
        double[] mean = new double[2];
        double variance = 0;
        for (int arm = 0; arm < 2; arm++) {
            double n = good[arm] + bad[arm];
            mean[arm] = good[arm] / n;
            variance += mean[arm] * (1 - mean[arm]) / (n + 1);
        }
        return NORMAL.cumulativeProbability((mean[1] - mean[0]) / Math.sqrt(variance));
    }

    /** The tools that "used or not" and Fisher's test with BH at 0.1 find, over all traces alike, with their difference. */
    static Map<String, Double> fisherByTool(List<RecordedTrace> traces) {
        Map<String, Set<RecordedTrace>> users = new TreeMap<>();
        for (RecordedTrace trace : traces) {
            trace.calls()
                    .forEach(call -> users.computeIfAbsent(call.toolName(), t -> new HashSet<>())
                            .add(trace));
        }
        return fisher(traces, users);
    }

    /** The same for every run of up to three tool names in a row. */
    static Map<String, Double> fisherByNgram(List<RecordedTrace> traces) {
        Map<String, Set<RecordedTrace>> users = new TreeMap<>();
        for (RecordedTrace trace : traces) {
            List<String> names =
                    trace.calls().stream().map(RecordedTrace.Call::toolName).toList();
            for (int from = 0; from < names.size(); from++) {
                for (int to = from + 1; to <= Math.min(names.size(), from + 3); to++) {
                    users.computeIfAbsent(String.join(" → ", names.subList(from, to)), n -> new HashSet<>())
                            .add(trace);
                }
            }
        }
        return fisher(traces, users);
    }

    private static Map<String, Double> fisher(List<RecordedTrace> traces, Map<String, Set<RecordedTrace>> users) {
        users.values().removeIf(with -> with.size() < 5 || traces.size() - with.size() < 5);
        Map<String, Double> differences = new HashMap<>();
        double[] p = new double[users.size()];
        int index = 0;
        for (Map.Entry<String, Set<RecordedTrace>> entry : users.entrySet()) {
            int[] counts = new int[4];
            for (RecordedTrace trace : traces) {
                counts[(entry.getValue().contains(trace) ? 0 : 2) + (trace.success() ? 0 : 1)]++;
            }
            StratumSums table = Tables.of(counts[0], counts[1], counts[2], counts[3]);
            p[index++] = StratifiedTest.exactP(List.of(table));
            differences.put(entry.getKey(), table.exposedSum() / table.exposed() - table.othersSum() / table.others());
        }
        boolean[] rejected = Multiplicity.benjaminiHochberg(p, 0.1);
        index = 0;
        for (String name : users.keySet()) {
            if (!rejected[index++]) {
                differences.remove(name);
            }
        }
        return differences;
    }
}
