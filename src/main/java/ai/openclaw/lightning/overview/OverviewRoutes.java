package ai.openclaw.lightning.overview;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Parameters;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.DayFigures;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.view.OverviewJson;
import ai.openclaw.lightning.view.PageCursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The routes that sum up traces. */
public final class OverviewRoutes {

    /** A little more than a year, so that a season can be compared with the last. */
    private static final int DAYS_MAX = 400;

    private static final int DAYS_DEFAULT = 30;
    private static final int GROUPS_DEFAULT = 50;
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    private final TraceReader store;
    private final LongSupplier clock;

    /** {@code clock} is the time in epoch milliseconds. */
    public OverviewRoutes(TraceReader store, LongSupplier clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/series", this::series),
                Route.get("/sessions", this::sessions),
                Route.get("/failures", this::failures));
    }

    private Future<Answer> series(Call call) {
        Long asked = Parameters.number(call, "days", 1, DAYS_MAX);
        int count = asked == null ? DAYS_DEFAULT : asked.intValue();
        long first = DayFigures.day(clock.getAsLong()) - count + 1;
        return store.days(first, count).map(days -> Answer.page(OverviewJson.series(first, count, days)));
    }

    private Future<Answer> sessions(Call call) {
        PageCursor after = Parameters.cursor(call, "cursor");
        TraceQuery query = new TraceQuery(
                TraceCriteria.since(Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE)),
                Parameters.limit(call, TraceQuery.LIMIT_DEFAULT, TraceQuery.LIMIT_MAX),
                after == null ? null : new TraceQuery.Cursor(after.time(), after.id()));
        return store.sessions(query).map(page -> Answer.page(OverviewJson.sessions(page)));
    }

    private Future<Answer> failures(Call call) {
        Long asked = Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE);
        long since = asked == null ? clock.getAsLong() - WEEK_MS : asked;
        int limit = Parameters.limit(call, GROUPS_DEFAULT, TraceQuery.LIMIT_MAX);
        return store.failures(since)
                .map(sample -> Answer.page(OverviewJson.failures(FailureGroups.of(sample, limit), sample, since)));
    }
}
