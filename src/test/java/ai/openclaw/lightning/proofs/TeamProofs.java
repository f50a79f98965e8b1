package ai.openclaw.lightning.proofs;

import static ai.openclaw.lightning.proofs.ExperimentProofs.percent;

import ai.openclaw.lightning.proofs.TrialSimulation.Ending;
import java.util.List;

/** Proof 19: an experiment over the bridges of ten people. */
final class TeamProofs {

    private TeamProofs() {}

    static List<ProofRow> all(int plays) {
        return List.of(
                useless("19 A/A over ten bridges", plays, new TeamWorld(0, false)),
                useless("19 the same, success comes sooner under treatment", plays, new TeamWorld(0, true)),
                power(plays, new TeamWorld(0.2, false)));
    }

    private static ProofRow useless(String name, int plays, TeamWorld world) {
        double adopted = ExperimentProofs.share(ExperimentProofs.play(plays, world::onTenBridges), Ending::adopted);
        double limit = ExperimentProofs.limit(plays);
        return new ProofRow(
                name, "adopted ≤ " + percent(limit), percent(adopted) + " of " + plays, adopted <= limit, "");
    }

    private static ProofRow power(int plays, TeamWorld world) {
        List<Ending> ten = ExperimentProofs.play(plays, world::onTenBridges);
        List<Ending> one = ExperimentProofs.play(plays, world::onOne);
        double adopted = ExperimentProofs.share(ten, Ending::adopted);
        double median = ExperimentProofs.medianUnits(ten, Ending::adopted);
        double medianOfOne = ExperimentProofs.medianUnits(one, Ending::adopted);
        return new ProofRow(
                "19 a rule that adds 20 points, over ten bridges",
                "adopted ≥ 90 %, in as many traces as on one bridge (at most 1.05 times)",
                percent(adopted) + ", median " + Math.round(median) + "; on one " + Math.round(medianOfOne),
                adopted >= 0.9 && median <= 1.05 * medianOfOne,
                "");
    }
}
