package ai.openclaw.lightning.reward;

import java.util.Collection;

/**
 * What the record of a trace says about how it went, where nobody says so: every signal and its weight. A weight is what
 * the signal adds to the logarithm of the odds of success; 0.7 doubles the odds, −0.7 halves them. The weights are set by
 * hand, so that a person can check them, and are adjusted for an agent once its outcomes are known.
 */
public enum OutcomeSignal {
    CRASHED(-3, "the agent crashed"),
    ENDED_BADLY(-2.5, "the run ended with an error, or the user stopped it"),
    ENDED_WELL(0.3, "the run ended without an error"),
    AGENT_FAILED(-2, "the agent says that it failed"),
    AGENT_DONE(0.3, "the agent says that it succeeded"),
    SIGN_OF_FAILURE(-2, "the client saw a sign of failure, such as a loop"),
    SIGN_OF_SUCCESS(2, "the client saw a sign of success, such as thanks"),
    USER_CORRECTS(-2, "the user's next message says that it is wrong"),
    USER_THANKS(2, "the user's next message is thanks or praise"),
    USER_REPEATS(-1.5, "the user's next message asks the same again"),
    TESTS_FAILED(-1.8, "tests or the build failed in their last run"),
    TESTS_PASSED(1.2, "tests or the build passed in their last run"),
    COMMITTED(0.8, "the agent made a commit"),
    REVERTED(-1.2, "the agent took work back with git"),
    LAST_CALL_FAILED(-1.2, "the last tool call failed"),
    MOSTLY_FAILED(-0.8, "at least half of five calls or more failed"),
    LOOPED(-1, "the same call brought the same result three times"),
    ABANDONED(-0.7, "nothing was heard any more, not even an end");

    /** The odds without any signal: a run that nobody complains about went well in about two of three cases. */
    public static final double BASE = 0.7;

    private final double weight;
    private final String meaning;

    OutcomeSignal(double weight, String meaning) {
        this.weight = weight;
        this.meaning = meaning;
    }

    /** What it adds to the logarithm of the odds of success. */
    public double weight() {
        return weight;
    }

    /** What it says, for a person. */
    public String meaning() {
        return meaning;
    }

    /** The logarithm of the odds of success. */
    public static double logOdds(Collection<OutcomeSignal> signals) {
        return signals.stream().mapToDouble(OutcomeSignal::weight).sum() + BASE;
    }
}
