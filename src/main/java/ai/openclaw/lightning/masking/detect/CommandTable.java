package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.WordTable;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code commands.txt}: which flags of which programs hold a secret, and how. */
final class CommandTable {
    private static final String RESOURCE = "/masking/commands.txt";
    private static final int ROWS_MAX = 31;

    /**
     * One flag of the programs of one row.
     *
     * @param row the row's bit in {@link #rowsOf}
     * @param flag with its hyphens
     * @param next whether the value may be the next argument
     * @param attached whether the value may follow without a blank
     * @param last whether the value is the last argument of the command
     * @param separator precedes the secret part of the value; 0 if all of it is secret
     */
    record Flag(int row, String flag, boolean next, boolean attached, boolean last, char separator) {}

    private final WordTable programs = new WordTable();
    private final List<Flag> flags = new ArrayList<>();

    private CommandTable(List<String> rows) {
        if (rows.size() > ROWS_MAX) {
            throw new IllegalArgumentException("commands.txt has more than " + ROWS_MAX + " rows");
        }
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i), 1 << i);
        }
    }

    static CommandTable builtIn() {
        return new CommandTable(TokenTable.lines(RESOURCE));
    }

    private void add(String line, int row) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 4) {
            throw new IllegalArgumentException("a row of commands.txt needs four words: " + line);
        }
        programs.addAll(List.of(words[0].split(",", -1)), row);
        for (String flag : words[1].split(",", -1)) {
            String where = words[2];
            flags.add(new Flag(
                    row,
                    flag,
                    where.equals("next") || where.equals("either"),
                    (where.equals("attached") || where.equals("either")) && !flag.startsWith("--"),
                    where.equals("last"),
                    separator(words[3])));
        }
    }

    private static char separator(String what) {
        return switch (what) {
            case "all" -> 0;
            case "after-colon" -> ':';
            case "after-percent" -> '%';
            case "after-comma" -> ',';
            case "after-slash" -> '/';
            default -> throw new IllegalArgumentException("unknown part of a value in commands.txt: " + what);
        };
    }

    List<Flag> flags() {
        return List.copyOf(flags);
    }

    /** The rows whose program the word names, as bits. */
    int rowsOf(char[] text, int start, int end) {
        return programs.flags(text, start, end);
    }
}
