package ai.openclaw.lightning.optimizer.experiment;

/** What should happen to an experiment now. */
public sealed interface Verdict {

    /** The reason, in words. */
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

    /** The data violate an assumption of the method, so a person has to look. */
    record Pause(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return false;
        }
    }

    /** It reached its last unit without showing an effect; for a hold-out, without showing harm. */
    record End(String reason) implements Verdict {

        @Override
        public boolean leavesItToTheEvidence() {
            return true;
        }
    }
}
