package ai.openclaw.lightning.storage.sqlite;

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
 * such, and no table of sessions is needed.
 */
final class SessionReads {

    private SessionReads() {}

    static String pageSql(TraceQuery query) {
        return String.format(
                Locale.ROOT,
                """
                WITH seen AS (
                  %s LIMIT %d),
                latest AS (
                  SELECT seen.id, seen.start_time FROM seen CROSS JOIN traces t ON t.rowid = seen.id
                  WHERE NOT EXISTS (
                    SELECT 1 FROM traces n INDEXED BY traces_session
                    WHERE n.session_key = t.session_key AND (n.start_time, n.rowid) > (t.start_time, t.rowid))
                  ORDER BY seen.start_time DESC, seen.id DESC LIMIT ?)
                SELECT latest.id, latest.start_time, l.session_key, l.agent_id,
                  substr(iif(l.message_cut AND json_valid(l.message), l.message ->> 'head', l.message), 1, %d) AS message,
                  COUNT(*) AS traces, SUM(t.status = 'open') AS open,
                  SUM(t.success IS 1 AND COALESCE(t.origin, 'user') = 'user') AS successes,
                  SUM(t.success IS 0 AND COALESCE(t.origin, 'user') = 'user') AS failures,
                  SUM(t.tool_count) AS tool_calls, SUM(COALESCE(t.tokens_used, 0)) AS tokens_used,
                  MIN(t.start_time) AS first_start
                FROM latest CROSS JOIN traces l ON l.rowid = latest.id
                  CROSS JOIN traces t ON t.rowid IN (
                    SELECT m.rowid FROM traces m INDEXED BY traces_session WHERE m.session_key = l.session_key
                    ORDER BY m.start_time DESC, m.rowid DESC LIMIT %d)
                GROUP BY latest.id ORDER BY latest.start_time DESC, latest.id DESC
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
