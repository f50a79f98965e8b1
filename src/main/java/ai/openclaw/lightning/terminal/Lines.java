package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines that fit a terminal, at blanks only. A path, a link or a key of a setting stays whole, so that
 * it can be copied: a word that is wider than the terminal gets a line of its own.
 */
public final class Lines {

    private static final int BENEATH = 4;

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

    /** The text beside its label; beneath it where a word would not fit beside. Tones may be null. */
    public static List<String> beside(String label, Tone labelTone, String text, Tone tone, OutputStyle style) {
        boolean fits = widestWord(text) <= style.columns() - Columns.of(label);
        int indent = fits ? Columns.of(label) : BENEATH;
        List<String> lines = new ArrayList<>();
        if (!fits) {
            lines.add(toned(style, labelTone, label.stripTrailing()));
        }
        for (String line : wrapped(" ".repeat(indent) + text, indent, style.columns())) {
            String head = fits && lines.isEmpty() ? toned(style, labelTone, label) : " ".repeat(indent);
            lines.add(
                    line.length() <= indent ? head.stripTrailing() : head + toned(style, tone, line.substring(indent)));
        }
        return lines;
    }

    private static int widestWord(String text) {
        int widest = 0;
        for (String word : text.split(" ", -1)) {
            widest = Math.max(widest, Columns.of(word));
        }
        return widest;
    }

    private static String toned(OutputStyle style, Tone tone, String text) {
        return tone == null ? text : style.tone(tone, text);
    }
}
