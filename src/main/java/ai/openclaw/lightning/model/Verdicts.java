package ai.openclaw.lightning.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a trace went well, by all who said so. Of a source that does not judge, the newest verdict is kept even while
 * another counts: the other may be taken back. So the order in which verdicts arrive makes no difference.
 *
 * @param counting the verdict that counts; null where nobody said anything
 * @param others of the sources that do not judge, the most trusted first; where a judge's verdict counts they are signs
 */
public record Verdicts(Verdict counting, List<Verdict> others) {

    public static final Verdicts NONE = new Verdicts(null, List.of());

    /** One source's word. {@code failure} is the class of error behind a failure, or null. */
    public record Verdict(boolean success, String failure, RewardSource source, long at) {}

    public Verdicts {
        others = List.copyOf(others);
    }

    /** What one source says; {@code success} is null where it says nothing. */
    public static Verdicts of(Boolean success, String failure, RewardSource source, long at) {
        return success == null ? NONE : new Verdicts(new Verdict(success, failure, source, at), List.of());
    }

    /** These and the others, which came later. */
    public Verdicts and(Verdicts more) {
        if (more.counting == null || counting == null) {
            return more.counting == null ? this : more;
        }
        Map<RewardSource, Verdict> newest = new EnumMap<>(RewardSource.class);
        for (Verdicts these : List.of(this, more)) {
            newest.merge(these.counting.source, these.counting, Verdicts::newer);
            these.others.forEach(verdict -> newest.merge(verdict.source, verdict, Verdicts::newer));
        }
        return of(newest.values());
    }

    private static Verdict newer(Verdict stored, Verdict other) {
        return other.at >= stored.at ? other : stored;
    }

    /** @param ofSources one of each source, the most trusted first */
    private static Verdicts of(Collection<Verdict> ofSources) {
        Verdict first = ofSources.iterator().next();
        Verdict counting = first.source.isJudge()
                ? first
                : ofSources.stream().min(Comparator.comparing(Verdict::success)).orElseThrow();
        List<Verdict> others = new ArrayList<>(ofSources);
        others.removeIf(verdict -> verdict.source == counting.source || verdict.source.isJudge());
        return new Verdicts(counting, others);
    }
}
