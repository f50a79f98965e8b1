package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatedBlocksTest {

    @Test
    void everyUnitRated_eachIsTheWagerOnItsOutcome() {
        RatedBlocks blocks = new RatedBlocks(RatedBlocks.State.START);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            boolean treated = random.nextBoolean();
            double outcome = random.nextInt(2);
            Wager wager = blocks.plus(treated, 0.3, EstimatedOutcome.of(random.nextDouble(), outcome), 0.6)
                    .orElseThrow();

            assertThat(wager.payoff())
                    .isCloseTo(Wager.onOutcome(treated, 0.3, outcome, 0.6).payoff(), within(1e-12));
            assertThat(Math.abs(wager.payoff())).isLessThanOrEqualTo(wager.payoffMax());
        }
        assertThat(blocks.state().rated()).isEqualTo(100);
    }

    @Test
    void nobodyRates_noWagerFollows() {
        RatedBlocks blocks = new RatedBlocks(RatedBlocks.State.START);
        for (int i = 0; i < 1_000; i++) {
            assertThat(blocks.plus(i % 2 == 0, 0.5, EstimatedOutcome.of(i % 2 == 0 ? 0.9 : 0.2, null), 0.5))
                    .isEmpty();
        }
    }

    /** The estimates flatter the treated by 20 points; outcomes are the same, and those asked about are chosen unevenly. */
    @Test
    void estimatesBiasedInOneArm_theMeanPayoffIsZero() {
        for (boolean asked : new boolean[] {false, true}) {
            SplittableRandom random = new SplittableRandom(7);
            RatedBlocks blocks = new RatedBlocks(RatedBlocks.State.START);
            AlwaysValidInterval effect = AlwaysValidInterval.EMPTY;
            for (int i = 0; i < 400_000; i++) {
                boolean treated = random.nextDouble() < 0.3;
                boolean success = random.nextBoolean();
                double estimate = (success ? 0.55 : 0.15) + (treated ? 0.2 : 0) + 0.1 * random.nextDouble();
                EstimatedOutcome seen = EstimatedOutcome.of(estimate, success ? 1.0 : 0.0);
                boolean rated = random.nextDouble() < 0.1 * (asked ? seen.chance() : 1);
                EstimatedOutcome counted = rated ? seen : EstimatedOutcome.of(estimate, null);
                Optional<Wager> wager = blocks.plus(treated, 0.3, asked ? counted.whenAsked() : counted, 0.5);
                effect = wager.map(effect::plus).orElse(effect);
                wager.ifPresent(one -> assertThat(Math.abs(one.payoff())).isLessThanOrEqualTo(one.payoffMax()));
            }

            assertThat(effect.count()).isGreaterThan(30_000);
            assertThat(effect.mean()).isCloseTo(0, within(0.02));
            RatedBlocks.State state = blocks.state();
            assertThat(state.control().mean() - state.treatment().mean()).isCloseTo(0.2, within(0.02));
        }
    }

    @Test
    void state_resumedInTheMiddleOfABlock_goesOn() {
        RatedBlocks straight = new RatedBlocks(RatedBlocks.State.START);
        RatedBlocks resumed = new RatedBlocks(RatedBlocks.State.START);
        for (int i = 0; i < 20; i++) {
            EstimatedOutcome unit = EstimatedOutcome.of(0.3 + i / 50.0, i % 3 == 0 ? 1.0 : null);
            straight.plus(i % 2 == 0, 0.5, unit, 0.5);
            resumed = new RatedBlocks(resumed.state());
            resumed.plus(i % 2 == 0, 0.5, unit, 0.5);
        }
        assertThat(resumed.state()).isEqualTo(straight.state());
    }

    @Test
    void impossible_isRefused() {
        RatedBlocks blocks = new RatedBlocks(RatedBlocks.State.START);
        EstimatedOutcome unit = EstimatedOutcome.of(0.5, null);
        assertThatThrownBy(() -> blocks.plus(true, 1, unit, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EstimatedOutcome(0.01, null, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EstimatedOutcome(0.5, 1.0, 1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EstimatedOutcome(0.5, null, 0.1, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
