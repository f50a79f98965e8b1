package ai.openclaw.lightning.optimizer.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Decides how much to bet on treatment before an outcome is known. Stateless. */
public sealed interface Gambler {

    /**
     * λ, as a share of her wealth for each unit of payoff; negative when she bets on "treatment is worse".
     *
     * @param wager its payoff must not be used
     * @param wealth hers, 0 or more
     * @param unit the number of units before this one
     */
    double stake(Wager wager, double wealth, long unit);

    /**
     * Bets so that her wealth grows fastest when the effect is as large as she supposes (Kelly, Bell Syst. Tech. J. 35 (1956)
     * 917): λ = d/v, with v the wager's spread.
     *
     * @param effect d, which she supposes, in units of the outcome; negative for "treatment is worse"
     */
    record Steady(double effect) implements Gambler {

        public Steady {
            if (!Double.isFinite(effect)) {
                throw new IllegalArgumentException("needs a finite effect: " + effect);
            }
        }

        @Override
        public double stake(Wager wager, double wealth, long unit) {
            return effect / wager.spread();
        }
    }

    /**
     * Bets so that she most probably has a certain wealth when her time is up, whatever the effect is. With the wealth w, the goal
     * g and the variance s² that is left to come, that chance is Φ⁻¹(w/g) on the scale of a normal variable, and λ = φ(Φ⁻¹(w/g))
     * / (w/g · s): the replication of a digital option (Browne, Adv. Appl. Probab. 31 (1999) 551). After that time she begins
     * anew with what she has, for as many units as there were before.
     *
     * @param goal the wealth
     * @param units within which she wants it
     */
    record Hurried(double goal, long units) implements Gambler {

        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

        /** Who has less will not get there. */
        private static final double SHARE_MIN = 1e-9;

        @Override
        public double stake(Wager wager, double wealth, long unit) {
            double share = wealth / goal;
            if (share >= 1 || share < SHARE_MIN) {
                return 0;
            }
            double left = deadlineAfter(unit) - unit;
            double deviation = Math.sqrt(left * wager.variance());
            double bold = NORMAL.density(NORMAL.inverseCumulativeProbability(share)) / (share * deviation);
            return Math.min(bold, (1 / share - 1) / wager.payoffMax());
        }

        private double deadlineAfter(long unit) {
            double deadline = units;
            while (deadline <= unit) {
                deadline *= 2;
            }
            return deadline;
        }
    }
}
