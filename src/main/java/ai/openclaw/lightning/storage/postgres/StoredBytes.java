package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.EventTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What rows take up: the bytes of their long texts, and as much for the rest of each row and its entries in the indexes as
 * most have. PostgreSQL knows the size of its files, but not what is free in them, so what is stored is counted: exactly
 * alike when a row comes and when it goes.
 */
final class StoredBytes {

    /** Of a trace with its assignment, and of one call or reward. */
    static final int TRACE = 600;

    static final int EVENT = 250;

    private static final String[] TRACE_TEXTS = {"message", "metadata", "end_metadata"};

    /** The SQL of a trace's bytes. */
    static final String OF_TRACE = sum("t.", TRACE_TEXTS) + " + " + TRACE;

    /** The SQL of a call's bytes. */
    static final String OF_CALL = sum("", "params", "result", "error") + " + " + EVENT;

    /** The SQL of a reward's bytes. */
    static final String OF_REWARD = sum("", "metadata") + " + " + EVENT;

    private StoredBytes() {}

    /** The bytes of these columns together. */
    static String sum(String table, String... columns) {
        return Arrays.stream(columns)
                .map(column -> "COALESCE(octet_length(" + table + column + "), 0)")
                .collect(Collectors.joining(" + "));
    }

    /** Of the rows of a table of events: one of them, of the values in that order. */
    static ToLongFunction<Object[]> ofRows(EventTable table) {
        List<String> names = table.columns().names();
        int[] texts = IntStream.range(0, names.size())
                .filter(i -> names.contains(names.get(i) + "_cut"))
                .toArray();
        return row -> {
            long bytes = EVENT;
            for (int text : texts) {
                bytes += StoredText.bytes((String) row[text]);
            }
            return bytes;
        };
    }
}
