package ai.openclaw.lightning.overview;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.Parameters;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ExperimentReport;
import ai.openclaw.lightning.model.FailureSample;
import ai.openclaw.lightning.model.LatestTraces;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.SeriesQuery;
import ai.openclaw.lightning.model.SeriesStep;
import ai.openclaw.lightning.model.ToolUse;
import ai.openclaw.lightning.model.TraceCriteria;
import ai.openclaw.lightning.model.TraceQuery;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.view.OverviewJson;
import ai.openclaw.lightning.view.PageCursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The routes that sum up traces. */
public final class OverviewRoutes {

    /** A little more than a year, so that a season can be compared with the last. */
    private static final int DAYS_MAX = 400;

    private static final int DAYS_DEFAULT = 30;

    /** Two weeks, so that a week can be compared with the last. */
    private static final int HOURS_MAX = 336;

    private static final int GROUPS_DEFAULT = 50;
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    private final TraceReader store;
    private final Supplier<OptimizerView> optimizer;
    private final BodyWork work;
    private final LongSupplier clock;

    /**
     * @param work what would keep the event loop from writes
     * @param clock the time in epoch milliseconds
     */
    public OverviewRoutes(TraceReader store, Supplier<OptimizerView> optimizer, BodyWork work, LongSupplier clock) {
        this.store = store;
        this.optimizer = optimizer;
        this.work = work;
        this.clock = clock;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/series", this::series),
                Route.get("/sessions", this::sessions),
                Route.get("/failures", this::failures),
                Route.get("/tools", this::tools),
                Route.get("/optimize/experiments/:id/tools", this::toolsByArm));
    }

    private Future<Answer> series(Call call) {
        Long days = Parameters.number(call, "days", 1, DAYS_MAX);
        Long hours = Parameters.number(call, "hours", 1, HOURS_MAX);
        List<SeriesQuery> asked = new ArrayList<>(2);
        if (days != null || hours == null) {
            asked.add(upToNow(call, SeriesStep.DAY, days == null ? DAYS_DEFAULT : days.intValue()));
        }
        if (hours != null) {
            asked.add(upToNow(call, SeriesStep.HOUR, hours.intValue()));
        }
        return Future.join(asked.stream().map(store::series).toList())
                .map(found -> Answer.page(OverviewJson.series(asked, found.list())));
    }

    private SeriesQuery upToNow(Call call, SeriesStep step, int count) {
        long first = step.of(clock.getAsLong()) - count + 1;
        return new SeriesQuery(step, first, count, call.query("agent_id"), labels(call));
    }

    private static SeriesQuery.Labels labels(Call call) {
        Boolean named = Parameters.flag(call, "labels");
        SeriesQuery.Labels asked = new SeriesQuery.Labels(call.query("model"), call.query("prompt_version"));
        boolean any = asked.model() != null || asked.promptVersion() != null;
        return any || Boolean.TRUE.equals(named) ? asked : null;
    }

    private Future<Answer> sessions(Call call) {
        PageCursor after = Parameters.cursor(call, "cursor");
        TraceQuery query = new TraceQuery(
                TraceCriteria.since(Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE)),
                Parameters.limit(call, TraceQuery.LIMIT_DEFAULT, TraceQuery.LIMIT_MAX),
                after == null ? null : new TraceQuery.Cursor(after.time(), after.id()));
        return store.sessions(query).map(page -> Answer.page(OverviewJson.sessions(page)));
    }

    private LatestTraces latest(Call call) {
        Long asked = Parameters.number(call, "since", Long.MIN_VALUE, Long.MAX_VALUE);
        Long most = Parameters.number(call, "traces", 1, FailureSample.TRACES_MAX);
        return new LatestTraces(
                asked == null ? clock.getAsLong() - WEEK_MS : asked,
                call.query("agent_id"),
                call.query("model"),
                call.query("prompt_version"),
                most == null ? FailureSample.TRACES_MAX : most.intValue());
    }

    private Future<Answer> tools(Call call) {
        LatestTraces which = latest(call);
        // Together: each reads calls of thousands of traces, on a connection of its own.
        Future<FailureSample> failures = store.failures(which);
        Future<List<ToolUse>> tools = store.tools(which);
        return Future.all(failures, tools)
                .compose(both -> work.beside(() -> FailureGroups.of(failures.result(), Integer.MAX_VALUE)))
                .map(groups ->
                        Answer.page(OverviewJson.tools(tools.result(), groups, failures.result(), which.since())));
    }

    private Future<Answer> toolsByArm(Call call) {
        ExperimentReport found = optimizer.get().experiments().stream()
                .filter(one -> one.plan().id().equals(call.parameter()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "no such experiment"));
        long until = found.endedAt() == null ? Long.MAX_VALUE : found.endedAt();
        ArmTools.Query whileItRan =
                new ArmTools.Query(found.plan().id(), found.plan().startedAt(), until);
        return store.armTools(whileItRan).map(tools -> Answer.page(OverviewJson.armTools(tools)));
    }

    private Future<Answer> failures(Call call) {
        LatestTraces which = latest(call);
        int limit = Parameters.limit(call, GROUPS_DEFAULT, TraceQuery.LIMIT_MAX);
        return store.failures(which)
                .compose(sample -> work.beside(() -> FailureGroups.of(sample, limit))
                        .map(groups -> Answer.page(OverviewJson.failures(groups, sample, which.since()))));
    }
}
