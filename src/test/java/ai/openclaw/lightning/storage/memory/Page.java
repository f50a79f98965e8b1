package ai.openclaw.lightning.storage.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Rows up to a number and up to so many bytes of text; a first row that has more comes alone. Not thread-safe. */
final class Page<T> {

    private final List<T> rows = new ArrayList<>();
    private final int rowsMax;
    private final long bytesMax;
    private final ToLongFunction<T> bytes;
    private long held;

    Page(int rowsMax, long bytesMax, ToLongFunction<T> bytes) {
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
        this.bytes = bytes;
    }

    /** Adds rows up to the first that has no room; whether all had. */
    boolean addAll(Stream<T> more) {
        return more.allMatch(this::add);
    }

    /** Whether there was room for the row; after the first that has none nothing more is to be offered. */
    boolean add(T row) {
        held += bytes.applyAsLong(row);
        boolean fits = rows.isEmpty() || (rows.size() < rowsMax && held <= bytesMax);
        if (fits) {
            rows.add(row);
        }
        return fits;
    }

    List<T> rows() {
        return rows;
    }

    T last() {
        return rows.get(rows.size() - 1);
    }
}
