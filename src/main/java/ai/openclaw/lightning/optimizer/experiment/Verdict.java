package ai.openclaw.lightning.optimizer.experiment;

/** What an experiment says should happen now. */
public sealed interface Verdict {

    /** Why, for a reader. */
    String reason();

    /** Whether the evidence itself is left to say whether the rule is adopted. */
    boolean leavesItToTheEvidence();

    /** Nothing yet. */
    record GoOn(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return true;
        }
    }

    /** The evidence for treatment is strong enough. */
    record Adopt(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return false;
        }
    }

    /** Treatment does harm. */
    record RollBack(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return false;
        }
    }

    /** The data are not what the method needs; a person has to look. */
    record Pause(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return false;
        }
    }

    /** It ran to its end without showing an effect; after a hold-out: without showing harm. */
    record End(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return true;
        }
    }
}
