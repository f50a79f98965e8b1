package ai.openclaw.lightning.optimizer.mining;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Traces of one agent, each compared with those of its own stratum. A trace waits outside of the tables until a second one
 * of its stratum comes: alone it says nothing, and streams of traces that are all different would fill the memory.
 */
final class Comparison {

    /** Sums of outcomes may be off by rounding dust of this size. */
    private static final double DUST = 1e-9;

    private static final class Group {
        private final String stratum;
        private KnownTrace waiting;
        private KnownTrace latest;
        private long size;
        private double sum;
        private double squares;

        private Group(String stratum) {
            this.stratum = stratum;
        }

        private long comparable() {
            return size > 1 ? size : 0;
        }

        private long mixed() {
            return size * squares - sum * sum > DUST * size * size ? size : 0;
        }
    }

    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, Group> groupOf = new HashMap<>();
    private final PatternTables tables = new PatternTables();
    private final Set<String> terminal;
    private final Cells cells;

    /** Those for which there was no room in the tables; none of them is taken out of what it is not in. */
    private final Set<String> leftOut = new HashSet<>();

    private int held;
    private long comparable;
    private long mixed;

    /**
     * @param terminal tools whose calls do not count as a choice
     * @param cells what all tables hold
     */
    Comparison(Set<String> terminal, Cells cells) {
        this.terminal = terminal;
        this.cells = cells;
    }

    /** Adds a scored trace that is not in it. */
    void add(KnownTrace trace, String stratum) {
        Group group = groups.computeIfAbsent(stratum, Group::new);
        groupOf.put(trace.traceId(), group);
        change(group, 1, trace.outcome());
        if (group.latest == null || trace.order() >= group.latest.order()) {
            group.latest = trace;
        }
        if (group.size == 1) {
            group.waiting = trace;
            return;
        }
        if (group.waiting != null) {
            count(group.waiting, group.stratum);
            group.waiting = null;
        }
        count(trace, group.stratum);
    }

    private void count(KnownTrace trace, String stratum) {
        if (cells.isFull() && tables.lacks(trace, stratum, terminal)) {
            leftOut.add(trace.traceId());
        } else {
            hold(tables.count(1, trace, stratum, terminal));
        }
    }

    private void hold(int more) {
        held += more;
        cells.change(more);
    }

    /** Gives back its room; to be called before it is given up. */
    void release() {
        hold(-held);
    }

    /** Takes a trace out, as it was added; false when it is not in it. */
    boolean remove(KnownTrace trace) {
        Group group = groupOf.remove(trace.traceId());
        if (group == null) {
            return false;
        }
        change(group, -1, trace.outcome());
        if (group.latest != null && group.latest.traceId().equals(trace.traceId())) {
            group.latest = null; // mostly it comes again at once, with another outcome
        }
        if (group.waiting == null && !leftOut.remove(trace.traceId())) {
            hold(tables.count(-1, trace, group.stratum, terminal));
        }
        if (group.size == 0) {
            groups.remove(group.stratum);
        }
        return true;
    }

    private void change(Group group, int by, double outcome) {
        comparable -= group.comparable();
        mixed -= group.mixed();
        group.size += by;
        group.sum += by * outcome;
        group.squares += by * outcome * outcome;
        comparable += group.comparable();
        mixed += group.mixed();
    }

    PatternTables tables() {
        return tables;
    }

    /** Whether it has a trace of this stratum, to which another one could be compared. */
    boolean has(String stratum) {
        return groups.containsKey(stratum);
    }

    /** The id of the latest trace of this stratum, as the one that is stored longest; null where none is known. */
    String latest(String stratum) {
        Group group = groups.get(stratum);
        return group == null || group.latest == null ? null : group.latest.traceId();
    }

    /** The same comparison of these traces only, as far as they are in it. */
    Comparison of(Iterable<KnownTrace> some) {
        Comparison part = new Comparison(terminal, new Cells());
        for (KnownTrace trace : some) {
            Group group = groupOf.get(trace.traceId());
            if (group != null && !leftOut.contains(trace.traceId())) {
                part.add(trace, group.stratum);
            }
        }
        return part;
    }

    /** The number of traces that share their stratum with another one. */
    long comparable() {
        return comparable;
    }

    /** The number of traces in strata with more than one outcome: only these can tell decisions apart. */
    long mixed() {
        return mixed;
    }
}
