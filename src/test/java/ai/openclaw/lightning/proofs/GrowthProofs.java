package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.Learner;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Proofs 8 and 9: what many traces cost, and what looking all the time does. */
final class GrowthProofs {

    private static final int BATCH = 100;
    private static final int BATCHES = 9;

    private GrowthProofs() {}

    /** 8: the cost of a run over 100 new traces must not grow with the number of old ones. */
    static ProofRow costOfNewTraces(int few, int many) {
        microsPerRun(few);
        double small = microsPerRun(few);
        double large = microsPerRun(many);
        return new ProofRow(
                "8 a run over 100 new traces, with " + few + " and with " + many + " before",
                "factor ≤ 2",
                String.format(Locale.ROOT, "%.2f ms and %.2f ms: %.2f", small / 1000, large / 1000, large / small),
                large <= 2 * small,
                "");
    }

    /**
     * The fastest of nine runs: a machine's pauses, refits and simulations made for the first time fall out, as the bar is
     * about what is left then.
     */
    private static double microsPerRun(int before) {
        SyntheticTraces traces = new SyntheticTraces(8, 0.3);
        Learner learner = MinerProofs.learner();
        for (int i = 0; i < before; i++) {
            learner.learn(traces.next());
        }
        // Whatever is simulated once and kept is simulated now.
        learner.suggestions();
        double[] micros = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            var fresh = IntStream.range(0, BATCH).mapToObj(i -> traces.next()).toList();
            long start = System.nanoTime();
            fresh.forEach(learner::learn);
            learner.suggestions();
            micros[batch] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        return micros[0];
    }

    /** 9: data without any effect, the miner run after every trace. */
    static ProofRow lookingAllTheTime(int runs, int n) {
        int claimed = 0;
        int naive = 0;
        for (int seed = 0; seed < runs; seed++) {
            SyntheticTraces traces = new SyntheticTraces(seed, 0);
            Learner learner = MinerProofs.learner();
            boolean any = false;
            boolean believed = false;
            for (int i = 0; i < n; i++) {
                learner.learn(traces.next());
                List<Suggestion> suggestions = learner.suggestions();
                any |= suggestions.stream().anyMatch(suggestion -> suggestion.grade() != Grade.HINT)
                        || !MinerProofs.claims(learner).isEmpty();
                believed |= suggestions.stream()
                        .anyMatch(suggestion -> suggestion.evidence().p() < 0.05);
            }
            claimed += any ? 1 : 0;
            naive += believed ? 1 : 0;
        }
        return new ProofRow(
                "9 no effect, the miner run after every trace up to " + n,
                "any claim in ≤ 10 % of runs",
                claimed + " of " + runs,
                claimed <= 0.1 * runs,
                "believing a suggestion as soon as p < 0.05: " + naive + " of " + runs);
    }
}
