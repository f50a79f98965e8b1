package ai.openclaw.lightning.storage.sqlite.salvage;

import ai.openclaw.lightning.storage.sqlite.salvage.TableShapes.Shape;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which table a page of a damaged file belongs to. What hangs on a table's root is found by going down from it; what hung
 * on a page that is lost, by the file's map of parents, and by the number of columns, which differs from table to table.
 */
final class PageOwners {

    private static final String TABLE = "table";
    private static final int SCHEMA_COLUMNS = 5;

    private final Pages pages;
    private final TableShapes shapes;
    private final BitSet free;

    /** By page number: what was found from the roots down. One entry a page would be too much for a large file. */
    private final Map<String, BitSet> found = new HashMap<>();

    private final Map<Integer, Shape> roots = new HashMap<>();

    /** Whether the schema could be read, so that roots are certain. */
    private boolean certain;

    PageOwners(Pages pages, TableShapes shapes) throws IOException {
        this.pages = pages;
        this.shapes = shapes;
        this.free = pages.free();
        readSchema();
        if (!certain) {
            shapes.tables().values().forEach(shape -> roots.put(shape.root(), shape));
        }
        for (var root : roots.entrySet()) {
            descend(root.getKey(), root.getValue());
        }
    }

    /** The table of a page, and whether that is certain. */
    record Owner(Shape shape, boolean certain) {}

    /** Whether a row can be one of that table. */
    boolean fits(Owner owner, TreePage.Row row) {
        return owner.certain()
                ? owner.shape().widths().contains(row.values().size())
                : owner.shape().mayHold(row);
    }

    /** Null for a page without rows that are wanted. */
    Owner of(int number, TreePage page) throws IOException {
        for (var table : found.entrySet()) {
            if (table.getValue().get(number)) {
                Shape shape = shapes.tables().get(table.getKey());
                return shape.leafType(page.type()) ? new Owner(shape, certain) : null;
            }
        }
        if (free.get(number) || pages.isFreeByMap(number)) {
            return null;
        }
        Shape shape = roots.get(pages.rootOf(number));
        return shape != null && shape.leafType(page.type()) ? new Owner(shape, certain) : byColumns(page);
    }

    private Owner byColumns(TreePage page) throws IOException {
        if (page.type() != TreePage.LEAF_TABLE) {
            return null;
        }
        List<TreePage.Row> rows = page.rows();
        if (rows.isEmpty()) {
            return null;
        }
        List<Shape> fitting = shapes.tables().values().stream()
                .filter(shape -> !shape.withoutRowId() && shape.mayHold(rows.get(0)))
                .toList();
        return fitting.size() == 1 ? new Owner(fitting.get(0), false) : null;
    }

    private void readSchema() throws IOException {
        BitSet seen = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(1));
        while (!waiting.isEmpty()) {
            int number = waiting.pop();
            TreePage page = seen.get(number) ? null : TreePage.of(pages, number);
            if (page != null) {
                seen.set(number);
                page.children().stream().filter(child -> child > 1).forEach(waiting::push);
                page.rows().forEach(this::readSchemaRow);
            }
        }
        certain = roots.size() == shapes.tables().size();
        if (!certain) {
            roots.clear();
        }
    }

    private void readSchemaRow(TreePage.Row row) {
        if (row.values().size() == SCHEMA_COLUMNS
                && TABLE.equals(row.values().get(0))
                && row.values().get(1) instanceof String name
                && row.values().get(3) instanceof Long root
                && shapes.tables().containsKey(name)) {
            roots.put(root.intValue(), shapes.tables().get(name));
        }
    }

    private void descend(int root, Shape shape) throws IOException {
        BitSet mine = found.computeIfAbsent(shape.name(), name -> new BitSet());
        Deque<Integer> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            int number = waiting.pop();
            TreePage page = number < 1 || mine.get(number) ? null : TreePage.of(pages, number);
            if (page != null && isPart(page, shape)) {
                mine.set(number);
                page.children().forEach(waiting::push);
            }
        }
    }

    private static boolean isPart(TreePage page, Shape shape) {
        return shape.leafType(page.type()) || (!shape.withoutRowId() && page.type() == TreePage.INNER_TABLE);
    }
}
