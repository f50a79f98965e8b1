package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.SessionPage;
import ai.openclaw.lightning.model.SessionPage.Session;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.model.TraceQuery.Cursor;
import ai.openclaw.lightning.storage.rows.FetchedRow;
import ai.openclaw.lightning.storage.rows.OverviewRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Pages of sessions. A session stands where its latest trace does, so a walk over the traces meets each session once as
 * such.
 */
final class SessionReads {

    private SessionReads() {}

    private static String pageSql(TraceQuery query) {
        return String.format(
                Locale.ROOT,
                """
                WITH latest AS MATERIALIZED (
                  SELECT t.* FROM (SELECT * %s LIMIT %d) t
                  WHERE NOT EXISTS (
                    SELECT 1 FROM traces n
                    WHERE n.session_key = t.session_key AND (n.start_time, n.id) > (t.start_time, t.id))
                  ORDER BY t.start_time DESC, t.id DESC LIMIT ?)
                SELECT l.id, l.start_time, l.session_key, l.agent_id,
                  left(CASE WHEN l.message_cut THEN l.message::json ->> 'head' ELSE l.message END, %d) AS message, s.*
                FROM latest l CROSS JOIN LATERAL (
                  SELECT COUNT(*) AS traces, COUNT(*) FILTER (WHERE m.status = 'open') AS open,
                    COUNT(*) FILTER (WHERE m.success AND COALESCE(m.origin, 'user') = 'user') AS successes,
                    COUNT(*) FILTER (WHERE NOT m.success AND COALESCE(m.origin, 'user') = 'user') AS failures,
                    SUM(m.tool_count)::bigint AS tool_calls, SUM(COALESCE(m.tokens_used, 0))::bigint AS tokens_used,
                    MIN(m.start_time) AS first_start
                  FROM (
                    SELECT * FROM traces t WHERE t.session_key = l.session_key
                    ORDER BY t.start_time DESC, t.id DESC LIMIT %d) m) s
                ORDER BY l.start_time DESC, l.id DESC
                """,
                TraceReads.scan(query),
                TraceReads.SCAN_MAX,
                SessionPage.MESSAGE_CHARS_MAX,
                SessionPage.TRACES_MAX + 1);
    }

    /** Of the query's filter only the time counts. */
    static Future<SessionPage> page(Pool readers, TraceQuery query) {
        List<Object> values = TraceReads.scanValues(query);
        values.add(query.limit() + 1);
        return readers.preparedQuery(pageSql(query)).execute(Tuple.from(values)).compose(rows -> {
            List<Session> sessions = new ArrayList<>();
            FetchedRow.all(rows).forEach(row -> sessions.add(OverviewRows.session(row)));
            if (sessions.size() > query.limit()) {
                List<Session> page = sessions.subList(0, query.limit());
                Session last = page.get(page.size() - 1);
                return Future.succeededFuture(new SessionPage(page, new Cursor(last.lastStart(), last.last())));
            }
            return TraceReads.endOfScan(readers, query, TraceReads.SCAN_MAX)
                    .map(next -> new SessionPage(sessions, next));
        });
    }
}
