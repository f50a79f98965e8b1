package ai.openclaw.lightning.masking.keys;

import java.util.List;
import java.util.Set;

/** Lists of words, written as comma-separated text. */
public final class Words {
    private Words() {}

    public static List<String> list(String words) {
        return List.of(words.strip().replaceAll("\\s+", " ").split(" *, *", -1));
    }

    public static Set<String> set(String words) {
        return Set.copyOf(list(words));
    }
}
