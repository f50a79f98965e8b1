package ai.openclaw.lightning.storage.sqlite;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The SQL of a page that ends before its texts are too long. SQLite knows the length of a text without reading it, so what
 * does not fit is never read: first the ids and lengths of some rows, then those rows that fit.
 */
final class PageSql {

    /** More than any text that this bridge stored; the older bridge cut nothing. */
    private static final int TEXT_BYTES_MAX = 1 << 20;

    private static final int HEAD_MAX = 1_000;

    private PageSql() {}

    /**
     * A statement with a last parameter more than {@code candidates} has: the bytes that fit. Its rows are the first of the
     * candidates, in their order; there is always one, and each says as {@code candidates} how many there were in all.
     *
     * @param candidates a query for rows with {@code id}, {@code bytes} and what the order needs
     * @param order of the candidates
     * @param columns and {@code FROM page CROSS JOIN} the table they are of
     */
    static String of(String candidates, String order, String columns) {
        return String.format(Locale.ROOT, """
                WITH candidate AS (
                  %1$s),
                measured AS (
                  SELECT *, ROW_NUMBER() OVER place AS row_number, SUM(bytes) OVER place AS bytes_so_far,
                    COUNT(*) OVER () AS candidates
                  FROM candidate WINDOW place AS (ORDER BY %2$s ROWS UNBOUNDED PRECEDING)),
                page AS (SELECT * FROM measured WHERE row_number = 1 OR bytes_so_far <= ?)
                SELECT page.candidates, %3$s
                ORDER BY page.row_number
                """, candidates, order, columns);
    }

    /** The bytes of these columns together. */
    static String bytes(String... columns) {
        return Arrays.stream(columns)
                .map(column -> "COALESCE(octet_length(" + column + "), 0)")
                .collect(Collectors.joining(" + "));
    }

    /** Whether {@link #bounded} cuts the column's text; never null. */
    static String tooLong(String column) {
        return "COALESCE(octet_length(" + column + ") > " + TEXT_BYTES_MAX + ", FALSE)";
    }

    /** The column's text; of one that no heap has room for the beginning, as the bridge shows what it cut. */
    static String bounded(String column) {
        return String.format(Locale.ROOT, """
                CASE WHEN %2$s
                  THEN json_object('truncated', json('true'), 'bytes', octet_length(%1$s), 'head', substr(%1$s, 1, %3$d))
                  ELSE %1$s END""", column, tooLong(column), HEAD_MAX);
    }

    /** The same as JSON: text of the older bridge need not be any, and is shown as a string then. */
    static String boundedJson(String column) {
        return String.format(Locale.ROOT, """
                CASE WHEN %1$s IS NULL OR %2$s OR json_valid(%1$s) THEN %3$s
                  ELSE json_quote(CAST(%1$s AS TEXT)) END""", column, tooLong(column), bounded(column));
    }
}
