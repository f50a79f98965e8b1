package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.EvidencePoint;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.ExperimentReport.Compared;
import ai.openclaw.lightning.model.ExperimentReport.OnEstimates;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.model.SuggestionEvidence.Interval;
import ai.openclaw.lightning.optimizer.experiment.ArmComparison;
import ai.openclaw.lightning.optimizer.experiment.ExperimentRun;
import ai.openclaw.lightning.optimizer.experiment.ExperimentState;
import ai.openclaw.lightning.optimizer.experiment.Reach;
import ai.openclaw.lightning.optimizer.stats.AlwaysValidInterval;
import ai.openclaw.lightning.optimizer.stats.EstimateErrors;
import ai.openclaw.lightning.optimizer.stats.RatedBlocks;
import ai.openclaw.lightning.optimizer.stats.StratumSums;
import java.util.List;

/** What experiments have found, for readers. Pure. */
final class ExperimentReports {

    private ExperimentReports() {}

    /** @param applied of the treated traces that were assigned, the share that saw the rules; null without any */
    static ExperimentReport of(
            ExperimentRun run,
            String status,
            String reason,
            Long endedAt,
            double evidenceNeeded,
            Double applied,
            List<EvidencePoint> history,
            long now) {
        ExperimentState state = run.state();
        Reach.State reach = state.reach();
        return new ExperimentReport(
                state.plan(),
                status,
                reason,
                endedAt,
                state.waiting().size(),
                state.counted(),
                state.missing(),
                run.evidence(),
                evidenceNeeded,
                run.harmEvidence(),
                run.futility(),
                applied,
                compared(state.all()),
                reach == null ? null : compared(reach.comparison()),
                reach != null && reach.guarded(),
                state.estimates() == null ? null : onEstimates(state),
                history,
                now);
    }

    /** What is known at this unit. */
    static EvidencePoint point(ExperimentRun run) {
        ExperimentState state = run.state();
        Reach.State reach = state.reach();
        boolean inSituation = reach != null && !reach.guarded();
        return new EvidencePoint(
                state.counted(),
                run.evidence(),
                run.harmEvidence(),
                run.futility(),
                shown((inSituation ? reach.comparison() : state.all()).interval()));
    }

    private static Compared compared(ArmComparison.State state) {
        StratumSums sums = state.overall();
        return new Compared(
                corrected(sums.others(), sums.othersSum(), state.blocks().control()),
                corrected(sums.exposed(), sums.exposedSum(), state.blocks().treatment()),
                shown(state.interval()),
                state.calls().controlMean(),
                state.calls().treatmentMean());
    }

    /** The outcomes of an arm, with what estimates got wrong about those that were rated. */
    private static Group corrected(double units, double sum, EstimateErrors errors) {
        return Group.ofSum(units, Math.max(0, Math.min(units, sum + units * errors.mean())));
    }

    private static OnEstimates onEstimates(ExperimentState state) {
        RatedBlocks.State blocks = state.all().blocks();
        return new OnEstimates(
                blocks.rated(),
                shown(state.estimates().interval()),
                blocks.control().mean(),
                blocks.treatment().mean());
    }

    private static Interval shown(AlwaysValidInterval interval) {
        boolean shown = interval.count() >= AlwaysValidInterval.FIRST_SHOWN;
        return new Interval(interval.mean(), shown ? interval.low() : null, shown ? interval.high() : null);
    }
}
