package ai.openclaw.lightning.terminal;

import java.util.Map;

/**
 * How output looks: colours only where a terminal shows them and nobody said no; {@code columns} is the room a line
 * has. Immutable.
 */
public record OutputStyle(boolean terminal, boolean colour, int columns) {

    private static final int COLUMNS_DEFAULT = 100;
    private static final int COLUMNS_MIN = 60;

    /** Lines that a program reads or a file keeps: wide, without colours. */
    public static final OutputStyle PLAIN = new OutputStyle(false, false, 160);

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
     * The style of this process's output.
     *
     * @param terminalColumns the launcher's word for it: null where the output is no terminal, 0 for one of unknown
     *     width. Java by itself can't tell whether only its output is redirected.
     */
    public static OutputStyle of(String terminalColumns, Map<String, String> environment) {
        if (terminalColumns == null || terminalColumns.isEmpty()) {
            return PLAIN;
        }
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new OutputStyle(true, colour, columns(terminalColumns));
    }

    /** The text in that tone, or as it is. */
    public String tone(Tone tone, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }

    private static int columns(String given) {
        try {
            int columns = Integer.parseInt(given);
            return columns == 0 ? COLUMNS_DEFAULT : Math.max(COLUMNS_MIN, columns);
        } catch (NumberFormatException e) {
            return COLUMNS_DEFAULT;
        }
    }
}
