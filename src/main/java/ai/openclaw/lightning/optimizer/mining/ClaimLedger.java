package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion.Grade;
import ai.openclaw.lightning.optimizer.LearnerMemory.Claim;
import ai.openclaw.lightning.optimizer.stats.Multiplicity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The claims made at looks, and their tests on later traces. Only claims raise a grade above {@code hint}. */
final class ClaimLedger {

    private final Map<String, Claim> claims = new LinkedHashMap<>();

    void restore(Collection<Claim> stored) {
        stored.forEach(claim -> claims.put(claim.pattern(), claim));
    }

    /**
     * Makes the claims of one look.
     *
     * @param supported all patterns with support on the traces that can be compared
     * @param order the received order of the latest trace
     * @param count scored traces that could be compared
     */
    void look(List<Pattern> supported, double q, long order, long count) {
        List<Pattern> family = Pattern.merged(supported, claims.keySet());
        double[] p = family.stream().mapToDouble(Pattern::p).toArray();
        boolean[] rejected = Multiplicity.benjaminiHochberg(p, q);
        int[] claimed = IntStream.range(0, rejected.length)
                .filter(i -> rejected[i])
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> family.get(i).action() instanceof Action.Before)
                        .thenComparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : claimed) {
            Pattern pattern = family.get(i);
            if (!pattern.echoes(claims.keySet())) {
                boolean positive = pattern.sums().terms().scoreDifference() > 0;
                claims.putIfAbsent(pattern.key(), new Claim(pattern.key(), positive, order, count, p[i], 0, false));
            }
        }
    }

    /**
     * Tests a claim on the traces that came after it: it needs the same sign, and a p-value within the part of
     * 5 % that earlier attempts left.
     *
     * @param later the pattern in those traces only; null when they do not show it
     */
    void tryToReplicate(Claim claim, Pattern later) {
        boolean same = later != null && later.sums().terms().scoreDifference() > 0 == claim.positive();
        boolean replicated = same && later.p() <= LookSchedule.replicationLevel(claim.attempts());
        claims.put(
                claim.pattern(),
                new Claim(
                        claim.pattern(),
                        claim.positive(),
                        claim.madeAtOrder(),
                        claim.madeAtCount(),
                        claim.p(),
                        claim.attempts() + 1,
                        replicated));
    }

    List<Claim> unreplicated() {
        return claims.values().stream().filter(claim -> !claim.replicated()).toList();
    }

    List<Claim> all() {
        return new ArrayList<>(claims.values());
    }

    Set<String> keys() {
        return claims.keySet();
    }

    /** The grade of a pattern whose effect now has the given sign. */
    Grade grade(String pattern, boolean positive) {
        Claim claim = claims.get(pattern);
        if (claim == null || claim.positive() != positive) {
            return Grade.HINT;
        }
        return claim.replicated() ? Grade.REPLICATED : Grade.ASSOCIATION;
    }
}
