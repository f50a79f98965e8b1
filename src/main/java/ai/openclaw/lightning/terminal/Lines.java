package ai.openclaw.lightning.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines that fit a terminal, at blanks only. A path, a link or a key of a setting stays whole, so that
 * it can be copied: a word that is wider than the terminal gets a line of its own.
 */
public final class Lines {

    private Lines() {}

    /** Keeps the blanks that the text begins with; {@code indent} is that of the second and later lines. */
    public static List<String> wrapped(String text, int indent, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int width = 0;
        boolean fresh = true;
        for (int i = 0; i < text.length(); ) {
            int end = endOfWord(text, i);
            String word = text.substring(i, end);
            int wordWidth = Columns.of(word);
            if (!fresh && width + wordWidth > columns) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
                width = indent;
            }
            int next = end;
            while (next < text.length() && text.charAt(next) == ' ') {
                next++;
            }
            line.append(word).append(text, end, next);
            width += wordWidth + next - end;
            fresh = false;
            i = next;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** The blanks that a text begins with belong to its first word. */
    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        int blank = text.indexOf(' ', end);
        return blank < 0 ? text.length() : blank;
    }
}
