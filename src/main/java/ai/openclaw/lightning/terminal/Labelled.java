package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import java.util.ArrayList;
import java.util.List;

/** Text beside the label that names it. */
public final class Labelled {

    private static final int BENEATH = 4;

    private Labelled() {}

    /** The text beside its label; beneath it where a word would not fit beside. Tones may be null. */
    public static List<String> lines(String label, Tone labelTone, String text, Tone tone, OutputStyle style) {
        boolean fits = widestWord(text) <= style.columns() - Columns.of(label);
        int indent = fits ? Columns.of(label) : BENEATH;
        List<String> lines = new ArrayList<>();
        if (!fits) {
            lines.add(toned(style, labelTone, label.stripTrailing()));
        }
        for (String line : Lines.wrapped(" ".repeat(indent) + text, indent, style.columns())) {
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
