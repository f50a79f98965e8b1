package ai.openclaw.lightning.terminal;

import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under short headings, two blanks between columns, no lines. Columns that have no room beside the others go to
 * lines of their own beneath them, indented, headings too. Cells are made safe. For one thread.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final String BENEATH = "    ";

    /** Of a summary, before it goes beneath. */
    private static final int SUMMARY_COLUMNS_MIN = 30;

    /** Of a cell; all rows are in memory until the widths are known. */
    private static final int CELL_COLUMNS_MAX = 4_000;

    private final String[] headings;
    private final boolean[] right;
    private final List<Cell[]> rows = new ArrayList<>();
    private boolean summary;

    /** One cell; {@code tone} is null for the usual one. */
    public record Cell(String text, Tone tone) {

        public Cell {
            text = Columns.cut(SafeText.line(text), CELL_COLUMNS_MAX);
        }

        private boolean isNothing() {
            return text.isEmpty() || text.equals("-");
        }

        private String shown(OutputStyle style) {
            return tone == null ? text : style.tone(tone, text);
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

    /** Lets the last column have one line only, with as many of its words as fit. */
    public Table withSummary() {
        summary = true;
        return this;
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

    /** What a row takes on one line. */
    public int width() {
        return Arrays.stream(widths()).sum() + GAP.length() * (headings.length - 1);
    }

    /** The lines, headings first. */
    public List<String> lines(OutputStyle style) {
        int[] widths = widths();
        List<Integer> starts = groups(widths, style.columns());
        List<String> lines = new ArrayList<>(rows.size() + 1);
        Cell[] top = Arrays.stream(headings)
                .map(heading -> new Cell(heading, Tone.QUIET))
                .toArray(Cell[]::new);
        if (Arrays.stream(headings).anyMatch(heading -> !heading.isEmpty())) {
            add(lines, top, starts, widths, style);
        }
        rows.forEach(row -> add(lines, row, starts, widths, style));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.length];
        for (int i = 0; i < headings.length; i++) {
            widths[i] = Columns.of(headings[i]);
            for (Cell[] row : rows) {
                widths[i] = Math.max(widths[i], Columns.of(row[i].text()));
            }
        }
        return widths;
    }

    /** The columns that begin a line, and the number of columns. */
    private List<Integer> groups(int[] widths, int columns) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int taken = 0;
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            int wanted = summary && last ? Math.min(widths[i], SUMMARY_COLUMNS_MIN) : widths[i];
            if (taken > 0 && taken + GAP.length() + wanted > columns) {
                starts.add(i);
                taken = BENEATH.length() + wanted;
            } else {
                taken += (taken == 0 ? 0 : GAP.length()) + wanted;
            }
        }
        starts.add(widths.length);
        return starts;
    }

    private void add(List<String> lines, Cell[] cells, List<Integer> starts, int[] widths, OutputStyle style) {
        for (int group = 0; group + 1 < starts.size(); group++) {
            int from = starts.get(group);
            int to = starts.get(group + 1);
            boolean says = Arrays.stream(cells, from, to).anyMatch(cell -> !cell.isNothing());
            if (group == 0 || says) {
                lines.addAll(groupLines(cells, from, to, widths, style));
            }
        }
    }

    /** Only the last cell may need more than one line. */
    private List<String> groupLines(Cell[] cells, int from, int to, int[] widths, OutputStyle style) {
        StringBuilder head = new StringBuilder(from == 0 ? "" : BENEATH);
        int taken = head.length();
        for (int i = from; i < to - 1; i++) {
            String room = " ".repeat(widths[i] - Columns.of(cells[i].text()));
            head.append(right[i] ? room : "")
                    .append(cells[i].shown(style))
                    .append(right[i] ? "" : room)
                    .append(GAP);
            taken += widths[i] + GAP.length();
        }
        Cell last = cells[to - 1];
        int room = style.columns() - taken;
        if (summary && to == cells.length) {
            last = new Cell(Columns.cut(last.text(), room), last.tone());
        } else if (right[to - 1]) {
            head.append(" ".repeat(widths[to - 1] - Columns.of(last.text())));
        }
        List<String> lines = new ArrayList<>();
        for (String line : Lines.wrapped(last.text(), 0, room)) {
            String before = lines.isEmpty() ? head.toString() : " ".repeat(taken);
            lines.add((before + new Cell(line, last.tone()).shown(style)).stripTrailing());
        }
        return lines;
    }
}
