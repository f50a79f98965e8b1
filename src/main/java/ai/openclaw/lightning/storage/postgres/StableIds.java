package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.rows.FetchedRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Up to which id the rows of a table can be read in order. Ids are given out when rows are written, and rows are seen when
 * they are committed: one with a lower id may still come. So an id counts only once each transaction that was under way when
 * it had been given out has ended. Transactions have numbers in the order they began to write, and each begins before it takes
 * an id.
 */
final class StableIds {

    private static final String OLDEST_RUNNING =
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS number";

    /** By table: the last id that was given out at a time, to be read up to once that transaction is the past. */
    private final Map<String, Mark> waiting = new HashMap<>();

    private final Map<String, Long> stable = new HashMap<>();

    /** Tables of which ids are given out beyond those that count, as of the last look. */
    private final Set<String> heldBack = new HashSet<>();

    private record Mark(long id, long transaction) {

        /** Whether every transaction has ended that ran when the mark was made. */
        boolean isOver(long oldestRunning) {
            return transaction < oldestRunning;
        }
    }

    /** The last id of the table below which no row can come any more. */
    Future<Long> of(Pool readers, String table) {
        String given = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS number FROM " + table + "_id_seq";
        return number(readers, given)
                .compose(id -> number(readers, "SELECT pg_current_xact_id()::text::bigint AS number")
                        .map(transaction -> new Mark(id, transaction)))
                .compose(mark -> number(readers, OLDEST_RUNNING).map(oldest -> seen(table, mark, oldest)));
    }

    private synchronized long seen(String table, Mark now, long oldestRunning) {
        Mark earlier = waiting.get(table);
        if (now.isOver(oldestRunning)) {
            settle(table, now);
            waiting.remove(table);
        } else if (earlier == null) {
            waiting.put(table, now);
        } else if (earlier.isOver(oldestRunning)) {
            settle(table, earlier);
            waiting.put(table, now);
        }
        long counts = stable.getOrDefault(table, 0L);
        if (counts < now.id()) {
            heldBack.add(table);
        } else {
            heldBack.remove(table);
        }
        return counts;
    }

    /** Whether the last look at that table left ids out. */
    synchronized boolean heldBack(String table) {
        return heldBack.contains(table);
    }

    private void settle(String table, Mark mark) {
        stable.merge(table, mark.id(), Math::max);
    }

    private static Future<Long> number(Pool readers, String sql) {
        return readers.preparedQuery(sql)
                .execute()
                .map(rows -> FetchedRow.all(rows).get(0).integer("number", 0));
    }
}
