package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under short headings, two blanks between columns, no lines. Cells are made safe and put on one line; the last
 * column gets the room that is left, and is cut. For one thread.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int LAST_COLUMNS_MIN = 20;

    /** Of a cell; all rows are in memory until the widths are known. */
    private static final int CELL_COLUMNS_MAX = 4_000;

    private final String[] headings;
    private final boolean[] right;
    private final List<Cell[]> rows = new ArrayList<>();

    /** One cell; {@code tone} is null for the usual one. */
    public record Cell(String text, Tone tone) {

        public Cell {
            text = Columns.cut(SafeText.line(text), CELL_COLUMNS_MAX);
        }
    }

    /** A cell of bounded width: what is wider is cut. */
    public static Cell cell(String text, int columnsMax) {
        return new Cell(Columns.cut(SafeText.line(text), columnsMax), null);
    }

    /** With these headings; one that begins with {@code >} has its column aligned to the right. */
    public Table(String... headings) {
        this.right = new boolean[headings.length];
        this.headings = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            this.headings[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
    }

    /** Adds a row: a {@link Cell}, or anything with a {@code toString}; null is a dash. */
    public void row(Object... cells) {
        if (cells.length != headings.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.length + " columns");
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> cell instanceof Cell ready ? ready : new Cell(cell == null ? "-" : cell.toString(), null))
                .toArray(Cell[]::new));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, headings first. */
    public List<String> lines(OutputStyle style) {
        int[] widths = widths(style);
        List<String> lines = new ArrayList<>(rows.size() + 1);
        Cell[] top = Arrays.stream(headings)
                .map(heading -> new Cell(heading, Tone.QUIET))
                .toArray(Cell[]::new);
        if (Arrays.stream(headings).anyMatch(heading -> !heading.isEmpty())) {
            lines.add(line(top, widths, style));
        }
        rows.forEach(row -> lines.add(line(row, widths, style)));
        return lines;
    }

    private int[] widths(OutputStyle style) {
        int last = headings.length - 1;
        int[] widths = new int[headings.length];
        int taken = 0;
        for (int i = 0; i <= last; i++) {
            int column = i;
            widths[i] = Math.max(
                    Columns.of(headings[i]),
                    rows.stream()
                            .mapToInt(row -> Columns.of(row[column].text()))
                            .max()
                            .orElse(0));
            taken += i < last ? widths[i] + GAP.length() : 0;
        }
        widths[last] = Math.min(widths[last], Math.max(LAST_COLUMNS_MIN, style.columns() - taken));
        return widths;
    }

    private String line(Cell[] cells, int[] widths, OutputStyle style) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String text = Columns.cut(cells[i].text(), widths[i]);
            String room = " ".repeat(widths[i] - Columns.of(text));
            String shown = cells[i].tone() == null ? text : style.tone(cells[i].tone(), text);
            boolean last = i == cells.length - 1;
            line.append(i == 0 ? "" : GAP).append(right[i] ? room : "").append(shown);
            line.append(right[i] || last ? "" : room);
        }
        return line.toString().stripTrailing();
    }
}
