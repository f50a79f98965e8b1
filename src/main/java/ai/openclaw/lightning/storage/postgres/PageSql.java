package ai.openclaw.lightning.storage.postgres;

import java.util.Locale;

/**
 * The SQL of a page that ends before its texts are too long. PostgreSQL knows the length of a long text without reading it, so
 * what does not fit is never read: first the ids and lengths of some rows, then those rows that fit.
 */
final class PageSql {

    private PageSql() {}

    /**
     * A statement with a last parameter more than {@code candidates} has: the bytes that fit. Its rows are the first of the
     * candidates, in their order; there is always one, and each says as {@code candidates} how many there were in all.
     *
     * @param candidates a query for rows with {@code trace_id}, {@code id}, {@code bytes} and what the order needs
     * @param order of the candidates
     * @param columns and {@code FROM page JOIN} the table they are of
     */
    static String of(String candidates, String order, String columns) {
        return String.format(Locale.ROOT, """
                WITH candidate AS MATERIALIZED (
                  %1$s),
                measured AS (
                  SELECT *, ROW_NUMBER() OVER place AS row_number, SUM(bytes) OVER place AS bytes_so_far,
                    COUNT(*) OVER () AS candidates
                  FROM candidate WINDOW place AS (ORDER BY %2$s ROWS UNBOUNDED PRECEDING)),
                page AS MATERIALIZED (SELECT * FROM measured WHERE row_number = 1 OR bytes_so_far <= ?)
                SELECT page.candidates, %3$s
                ORDER BY page.row_number
                """, candidates, order, columns);
    }
}
