package ai.openclaw.lightning.hooks;

import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.HttpCounters;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.intake.Intake;
import ai.openclaw.lightning.intake.Started;
import ai.openclaw.lightning.model.HookAgent;
import ai.openclaw.lightning.model.TraceEvent;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.model.WriteReply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The routes that agents call by their hooks. The agent waits for the answer, which never stops it: it tells the rules, or
 * it is {@code {}}, also where the event can't be stored. An agent can't send it again.
 */
public final class HookRoutes {

    private static final Answer NOTHING = Answer.ok(json -> {});

    private final Intake intake;
    private final LongSupplier clock;
    private final HookSessions sessions;
    private final BodyWork work;
    private final HttpCounters counters;
    private final BiFunction<Call, List<TraceEvent>, Future<WriteReply>> writer;

    /**
     * @param clock the time in epoch milliseconds
     * @param traceIds makes random ids of 32 hex digits
     * @param writer stores the events of a call
     */
    public HookRoutes(
            Intake intake,
            LongSupplier clock,
            Supplier<String> traceIds,
            BodyWork work,
            HttpCounters counters,
            BiFunction<Call, List<TraceEvent>, Future<WriteReply>> writer) {
        this.intake = intake;
        this.clock = clock;
        this.sessions = new HookSessions(traceIds);
        this.work = work;
        this.counters = counters;
        this.writer = writer;
    }

    /** One for each agent; {@code bytesMax} is for large: a tool may have read a file. */
    public List<Route> routes(int bytesMax) {
        return Stream.of(HookAgent.values())
                .map(HookAgent::id)
                .map(agent -> Route.post("/hooks/" + agent, MediaTypes.JSON, bytesMax, call -> handle(call, agent)))
                .toList();
    }

    /** What came of a call; {@code rules} is null unless the answer may tell some. */
    private record Taken(Hook hook, List<TraceEvent> events, String rules) {}

    private Future<Answer> handle(Call call, String agent) {
        return work.read(call.body(), body -> take(agent, Hook.read(body.bytes(), body.length())))
                .compose(taken -> taken.events().isEmpty()
                        ? Future.succeededFuture(NOTHING)
                        : writer.apply(call, taken.events())
                                .map(stored -> answer(agent, taken))
                                .otherwise(NOTHING)); // the writer counts what it could not store
    }

    private Taken take(String agent, Hook hook) {
        HookEvent event = HookEvent.named(hook.event());
        if (event == null) {
            counters.rejected(HttpCounters.Reason.UNKNOWN_HOOK, 1);
            return new Taken(hook, List.of(), null);
        }
        long now = clock.getAsLong();
        List<Step> steps = sessions.take(agent, hook, event, now);
        List<TraceEvent> events = new ArrayList<>();
        String rules = null;
        try (Draft draft = intake.draft()) {
            for (Step step : steps) {
                draft.clear();
                draft.number(Field.TIMESTAMP, (double) now);
                step.fields().accept(draft);
                if (event.isTold() && step.kind() == EventKind.SESSION_START) {
                    Started started = intake.start(draft);
                    events.add(started.event());
                    // Who goes on with a question has been told already.
                    rules = started.event().origin() == TraceOrigin.RESUME
                            ? null
                            : started.told().text();
                } else {
                    events.add(intake.event(step.kind(), draft));
                }
            }
        }
        return new Taken(hook, events, rules);
    }

    private Answer answer(String agent, Taken taken) {
        String text = taken.rules() == null
                ? ""
                : sessions.tell(
                        agent, taken.hook(), HookEvent.named(taken.hook().event()), taken.rules());
        if (text.isEmpty()) {
            return NOTHING;
        }
        return Answer.ok(json -> {
            json.writeObjectFieldStart("hookSpecificOutput");
            json.writeStringField("hookEventName", taken.hook().event());
            json.writeStringField("additionalContext", text);
            json.writeEndObject();
        });
    }
}
