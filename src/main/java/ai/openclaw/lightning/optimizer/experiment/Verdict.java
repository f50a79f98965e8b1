package ai.openclaw.lightning.optimizer.experiment;

/** What should happen to an experiment now. */
public sealed interface Verdict {

    /** Why, for a reader. */
    String reason();

    /** Whether the evidence is still allowed to adopt the rule. */
    boolean leavesItToTheEvidence();

    /** No change yet. */
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
