package ai.openclaw.lightning.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody meant: the candidate with the fewest edits (Levenshtein), if those are few. */
public final class DidYouMean {

    private DidYouMean() {}

    /** Empty when nothing comes near. */
    public static Optional<String> to(String given, List<String> candidates) {
        int editsMax = Math.max(2, given.length() / 3);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> edits(given, candidate)))
                .filter(candidate -> edits(given, candidate) <= editsMax);
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
