package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Aim.Margins;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.optimizer.SampleEvidence;
import ai.openclaw.lightning.optimizer.experiment.AdoptionRule;
import ai.openclaw.lightning.optimizer.experiment.Assignment;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.Verdict;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Proof 18: a model may have any number of ideas, and its useless ones are adopted no more often than one rule may be. */
final class HelperProofs {

    private static final int UNITS_MAX = 4_000;
    private static final double USUAL = 20;
    private static final Aim EVERYWHERE = new Aim(Aim.Goal.SUCCESS, new Margins(0.08, 0), null, null, 0, 1);

    private HelperProofs() {}

    private record Ending(Verdict verdict, long units, boolean passedUsual) {

        boolean adopted() {
            return verdict instanceof Verdict.Adopt;
        }
    }

    /** Computes the rows. */
    static List<ProofRow> all(int plays, int ideas, long seed) {
        return List.of(useless(plays, ideas, seed), good(plays / 2, 0, seed), good(plays / 2, 3, seed));
    }

    private static ProofRow useless(int plays, int ideas, long seed) {
        int adopting = 0;
        int naive = 0;
        for (int i = 0; i < plays; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            List<Suggestion> tried = new ArrayList<>();
            boolean adopted = false;
            boolean passed = false;
            for (int idea = 0; idea < ideas && !adopted; idea++) {
                Ending ending = play(needed(tried), random, 0.5, 0.5);
                adopted = ending.adopted();
                passed |= ending.passedUsual();
                tried.add(ended(tried.size(), Status.REFUTED));
            }
            adopting += adopted ? 1 : 0;
            naive += passed ? 1 : 0;
        }
        double limit = 0.05 + 2 * Math.sqrt(0.05 * 0.95 / plays);
        double share = adopting / (double) plays;
        return new ProofRow(
                "18 " + ideas + " useless ideas of a model, one after the other",
                "any adopted in ≤ " + percent(limit),
                percent(share) + " of " + plays,
                share <= limit,
                "each at evidence 20: " + percent(naive / (double) plays));
    }

    private static ProofRow good(int plays, int before, long seed) {
        List<Suggestion> tried = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            tried.add(ended(i, Status.REFUTED));
        }
        long[] units = new long[plays];
        int adopted = 0;
        for (int i = 0; i < plays; i++) {
            Ending ending = play(needed(tried), new SplittableRandom(seed * 1_000_003 + i), 0.4, 0.51);
            adopted += ending.adopted() ? 1 : 0;
            units[i] = ending.adopted() ? ending.units() : Long.MAX_VALUE;
        }
        Arrays.sort(units);
        double share = adopted / (double) plays;
        return new ProofRow(
                "18 an idea of 11 points after " + before + " useless ones",
                "adopted in ≥ 80 %",
                percent(share) + ", median " + units[plays / 2],
                share >= 0.8,
                "");
    }

    private static double needed(List<Suggestion> tried) {
        List<Suggestion> all = new ArrayList<>(tried);
        Suggestion next = begun(tried.size());
        all.add(next);
        return new TrackRecord(all).evidenceNeeded(next.id());
    }

    private static Suggestion begun(int number) {
        Suggestion idea = new Suggestion(
                "helper-" + number,
                TrackRecord.SOURCE,
                Suggestion.Kind.ADD_RULE,
                null,
                "Call `read` first.",
                null,
                List.of("read"),
                Grade.HINT,
                Status.PROPOSED,
                SampleEvidence.of(Metric.SUCCESS),
                List.of());
        return change(idea, Status.IN_EXPERIMENT, 2L * number);
    }

    private static Suggestion ended(int number, Status verdict) {
        return change(begun(number), verdict, 2L * number + 1);
    }

    private static Suggestion change(Suggestion one, Status to, long at) {
        return one.withStatus(new StatusChange(one.status(), to, at, "auto", "r"), Grade.HINT);
    }

    private static Ending play(double needed, SplittableRandom random, double control, double treatment) {
        ExperimentRun run = ExperimentRun.start(TrialSimulation.plan(UNITS_MAX, EVERYWHERE));
        boolean passedUsual = false;
        for (int i = 0; i < UNITS_MAX; i++) {
            boolean treated = random.nextBoolean();
            run.assigned(new Assignment(i, "u" + i, treated, 0.5, "", i));
            run.ended("u" + i, SituationWorlds.outcome(random, treated ? treatment : control, true));
            while (run.countNext()) {
                passedUsual |= run.verdict().leavesItToTheEvidence() && run.evidence() >= USUAL;
                Verdict verdict = AdoptionRule.verdict(run, needed);
                if (!(verdict instanceof Verdict.GoOn)) {
                    return new Ending(verdict, run.counted(), passedUsual);
                }
            }
        }
        return new Ending(new Verdict.GoOn("not ended"), run.counted(), passedUsual);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
