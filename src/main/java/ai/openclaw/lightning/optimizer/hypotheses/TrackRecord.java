package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the helper's ideas. It follows from the stored suggestions alone, so a restart changes nothing.
 *
 * <p>A model can have any number of ideas. So they share one error level: the first trial gets half of it, each further
 * one half of what is left, and an adoption fills it up again. A hundred useless ideas lead to a false adoption in at most
 * 5 % of all bridges.
 */
public final class TrackRecord {

    /** The source of these suggestions, where an optimizer's name stands else. */
    public static final String SOURCE = "helper";

    /** The evidence that adopts a rule whose trial has the whole error level of 5 %. */
    private static final double WHOLE_LEVEL = 20;

    /** Who changes a status when an experiment has a verdict. */
    private static final String JUDGE = "auto";

    private static final int JUDGED_MIN = 20;
    private static final int JUDGED_PER_HIT_MAX = 10;

    /** Verdicts of experiments; what a person stops says nothing about the idea. */
    private static final Set<Status> VERDICTS = EnumSet.of(Status.ADOPTED, Status.ROLLED_BACK, Status.REFUTED);

    private record Trial(String suggestionId, StatusChange change) {}

    private final List<Trial> trials = new ArrayList<>();

    public TrackRecord(Collection<Suggestion> all) {
        for (Suggestion one : all) {
            if (isIdea(one)) {
                one.history().forEach(change -> trials.add(new Trial(one.id(), change)));
            }
        }
        trials.sort(Comparator.comparingLong(trial -> trial.change().at()));
    }

    /** Whether a suggestion is an idea of the helper's. */
    public static boolean isIdea(Suggestion one) {
        return one.optimizer().equals(SOURCE);
    }

    /** The evidence that the latest trial of this idea needs before it is adopted. */
    public double evidenceNeeded(String suggestionId) {
        double needed = WHOLE_LEVEL;
        double mine = 2 * WHOLE_LEVEL;
        for (Trial trial : trials) {
            if (trial.change().to() == Status.IN_EXPERIMENT) {
                needed *= 2;
                mine = trial.suggestionId().equals(suggestionId) ? needed : mine;
            } else if (isVerdict(trial) && trial.change().to() == Status.ADOPTED) {
                needed = WHOLE_LEVEL;
            }
        }
        return mine;
    }

    private static boolean isVerdict(Trial trial) {
        StatusChange change = trial.change();
        return change.from() == Status.IN_EXPERIMENT
                && VERDICTS.contains(change.to())
                && change.actor().equals(JUDGE);
    }

    /** How many ideas got a verdict after that time. */
    public long judged(long since) {
        return trials.stream()
                .filter(trial -> trial.change().at() >= since && isVerdict(trial))
                .count();
    }

    /** How many of these were adopted. */
    public long adopted(long since) {
        return trials.stream()
                .filter(trial -> trial.change().at() >= since && isVerdict(trial))
                .filter(trial -> trial.change().to() == Status.ADOPTED)
                .count();
    }

    /** Whether too few of them were any good to go on asking. */
    public boolean isPoor(long since) {
        long judged = judged(since);
        return judged >= JUDGED_MIN && adopted(since) * JUDGED_PER_HIT_MAX < judged;
    }
}
