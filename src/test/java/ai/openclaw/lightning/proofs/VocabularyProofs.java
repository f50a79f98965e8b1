package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.run.Proposing;
import ai.openclaw.lightning.optimizer.run.Scored;
import ai.openclaw.lightning.traces.MoreTraces;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Proof 10: all families of decisions together claim nothing where nothing is, and what recorded agents are told. */
final class VocabularyProofs {

    private static final double Z = 1.959964;

    private VocabularyProofs() {}

    /**
     * 10: outcomes shuffled within tasks, in turn of GPT-4o's airline conversations and of four agents' retail ones, whose
     * designs are not told apart here, so that each task has four traces to be compared. Every other time the learner does
     * not get the task keys, and has only families of similar messages to compare within.
     */
    static ProofRow nullReplays(int runs) {
        List<ScoredTrace> airline = new ArrayList<>();
        RecordedTraces.read(RecordedTraces.TAU_AIRLINE)
                .forEach(trace -> airline.add(trace.scored(airline.size(), true)));
        List<ScoredTrace> retail = Scored.of(MoreTraces.read("tau-retail-pooled"));
        int claimed = 0;
        for (int seed = 0; seed < runs; seed++) {
            Learner learner = MinerProofs.learner();
            boolean isKeyed = seed / 2 % 2 == 0;
            shuffled(seed % 2 == 0 ? airline : retail, new SplittableRandom(seed)).stream()
                    .map(trace -> isKeyed ? trace : with(trace, null, trace.outcome()))
                    .forEach(learner::learn);
            claimed += MinerProofs.claims(learner).isEmpty() ? 0 : 1;
        }
        double upper = wilsonUpper(claimed, runs);
        return new ProofRow(
                "10 null replays with the whole vocabulary, keys and families, " + runs + " runs",
                "any claim in ≤ 10 % (Wilson upper bound ≤ 13 %)",
                String.format(
                        Locale.ROOT,
                        "%d of %d: %.1f %%, upper bound %.1f %%",
                        claimed,
                        runs,
                        100.0 * claimed / runs,
                        100 * upper),
                claimed <= 0.1 * runs && upper <= 0.13,
                "");
    }

    private static List<ScoredTrace> shuffled(List<ScoredTrace> traces, SplittableRandom random) {
        Map<String, List<Double>> outcomes = new HashMap<>();
        traces.forEach(trace -> {
            List<Double> task = outcomes.computeIfAbsent(trace.taskKey(), key -> new ArrayList<>());
            task.add(random.nextInt(task.size() + 1), trace.outcome());
        });
        return traces.stream()
                .map(trace -> with(
                        trace, trace.taskKey(), outcomes.get(trace.taskKey()).remove(0)))
                .toList();
    }

    /** Without a prompt version. */
    private static ScoredTrace with(ScoredTrace trace, String taskKey, Double outcome) {
        return new ScoredTrace(
                trace.traceId(),
                trace.receivedOrder(),
                trace.sessionKey(),
                trace.agentId(),
                trace.model(),
                null,
                taskKey,
                trace.firstMessage(),
                trace.calls(),
                outcome,
                trace.rewardSource(),
                null,
                null);
    }

    /** The upper end of Wilson's 95 % interval (JASA 22 (1927) 209). */
    private static double wilsonUpper(int hits, int runs) {
        double share = (double) hits / runs;
        double square = Z * Z / runs;
        return (share + square / 2 + Z * Math.sqrt(share * (1 - share) / runs + square / (4 * runs))) / (1 + square);
    }

    /** What the whole optimizer proposes to each of the recorded agents, for docs/optimizer.md. */
    static List<String> proposals() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : MoreTraces.NAMES) {
            Path folder = Files.createTempDirectory("proposals");
            OptimizerView view = new Proposing(folder).after(MoreTraces.read(name));
            lines.add(name + ", " + view.analyzedTraces() + " traces:");
            view.suggestions().forEach(one -> lines.add("    " + one.grade().jsonName() + ": " + one.text()));
            view.failingTools()
                    .forEach(tool -> lines.add("    finding: `" + tool.tool() + "` fails in " + tool.errors() + " of "
                            + tool.calls() + " calls"));
        }
        return lines;
    }
}
