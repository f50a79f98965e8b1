package ai.openclaw.lightning.terminal;

import java.util.Map;

/**
 * How output looks: colours only where a terminal shows them and nobody said no; {@code columns} is the room a line
 * has. Immutable.
 */
public record OutputStyle(boolean terminal, boolean colour, int columns) {

    private static final int COLUMNS_DEFAULT = 80;
    private static final int COLUMNS_MIN = 60;

    /** Lines that a program reads or a file keeps: of any width, without colours. */
    public static final OutputStyle PLAIN = new OutputStyle(false, false, Integer.MAX_VALUE);

    /** What colours mean here. */
    public enum Tone {
        GOOD("32"),
        BAD("31"),
        WARNING("33"),
        QUIET("2"),
        STRONG("1");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /**
     * The style of this process's output. An exported {@code COLUMNS} sets the width, for pipes too.
     *
     * @param terminalColumns the launcher's word for it: null where the output is no terminal, 0 for one of unknown
     *     width. Java by itself can't tell whether only its output is redirected.
     */
    public static OutputStyle of(String terminalColumns, Map<String, String> environment) {
        int wanted = columns(environment.get("COLUMNS"));
        if (terminalColumns == null || terminalColumns.isEmpty()) {
            return wanted == 0 ? PLAIN : new OutputStyle(false, false, wanted);
        }
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        int seen = wanted == 0 ? columns(terminalColumns) : wanted;
        return new OutputStyle(true, colour, seen == 0 ? COLUMNS_DEFAULT : seen);
    }

    /** The text in that tone, or as it is. */
    public String tone(Tone tone, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }

    /** Returns 0 for what names no width. */
    private static int columns(String given) {
        try {
            int columns = given == null ? 0 : Integer.parseInt(given);
            return columns <= 0 ? 0 : Math.max(COLUMNS_MIN, columns);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
