package ai.openclaw.lightning.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.traces.MoreTraces;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The proofs at a size that fits into a build; {@link ProofTable} computes them at full size. */
@Tag("once")
@Tag("computes")
@Execution(ExecutionMode.CONCURRENT)
final class ProofsTest {

    private static void assertHold(List<ProofRow> rows) {
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.holds()).as(row.markdown()).isTrue());
    }

    @Test
    void proof1_outcomesShuffledWithinTasks_claimsNothing() {
        RecordedTraces.assumePresent();
        assertHold(List.of(MinerProofs.shuffledWithinTasks(60)));
    }

    @Test
    void proof2_airline_doesNotTeachToGiveUp() {
        RecordedTraces.assumePresent();
        assertHold(MinerProofs.airlineAsItIs());
    }

    @Test
    void proof3_plants_areFound() {
        RecordedTraces.assumePresent();
        assertHold(List.of(MinerProofs.planted(400, 0.24, 40), MinerProofs.planted(1_600, 0.13, 25)));
    }

    @Test
    void proof4_interCode_findsTheSchemaFirst() {
        RecordedTraces.assumePresent();
        assertHold(List.of(TryAgainProofs.tryAgain()));
    }

    @Test
    void proof5_realPromptChange_isAdopted() {
        RecordedTraces.assumePresent();
        assertHold(ExperimentProofs.realPromptChange(300, 600));
    }

    @Test
    void proof6_hardWorldsWithoutAnEffect_adoptNothing() {
        assertHold(ExperimentProofs.noEffectInHardWorlds(200));
    }

    @Test
    void proof7_harm_isRolledBackSoon() {
        assertHold(ExperimentProofs.harm(500));
    }

    @Test
    void proof8_cost_followsTheNewTraces() {
        assertHold(List.of(GrowthProofs.costOfNewTraces(1_000, 25_000)));
    }

    @Test
    void proof10_wholeVocabularyOnShuffledOutcomes_claimsNothing() {
        MoreTraces.assumePresent();
        assertHold(List.of(VocabularyProofs.nullReplays(60)));
    }

    @Test
    void proof9_lookingAllTheTime_claimsNothing() {
        assertHold(List.of(GrowthProofs.lookingAllTheTime(30, 600)));
    }

    @Test
    void proofs11To15_experimentsThatEnd_adoptNoMoreThanTheyMay() {
        assertHold(EndingProofs.all(400, 3));
    }

    @Test
    void proof17_estimatedOutcomes_adoptNoMoreThanTheyMay() {
        assertHold(OutcomeProofs.all(100, 3));
    }

    @Test
    void proof19_overTenBridges_holdsAsOnOne() {
        assertHold(TeamProofs.all(200));
    }

    @Test
    void proof18_uselessIdeasOfAModel_areAdoptedNoMoreThanOneRuleMayBe() {
        assertHold(HelperProofs.all(200, 8, 3));
    }
}
