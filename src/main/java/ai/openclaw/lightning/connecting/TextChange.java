package ai.openclaw.lightning.connecting;

import java.util.ArrayList;
import java.util.List;

/** What changes between two short texts, line by line. Pure. */
public final class TextChange {

    /** What stands before each line. */
    public static final int MARK_CHARS = 2;

    private TextChange() {}

    /** The lines that go, behind {@code - }, and those that come, behind {@code + }. */
    public static List<String> lines(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            boolean inBoth = i < old.size() && j < now.size() && old.get(i).equals(now.get(j));
            if (inBoth) {
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }
}
