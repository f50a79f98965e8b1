package ai.openclaw.lightning.otlp;

import ai.openclaw.lightning.http.exchange.BodyWork;
import ai.openclaw.lightning.intake.otlp.Telling;
import ai.openclaw.lightning.model.TraceEvent;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what is due of the open traces to the writer, in time. For one event loop, but for {@link #open}. */
final class Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    /** Of one request to the writer; one trace may have more. */
    private static final int EVENTS_MAX = 500;

    /** So often at most it looks what is due, and at least so often. */
    private static final long LOOK_MIN_MS = 100;

    private static final long LOOK_MAX_MS = 1_000;

    private final OtlpSettings settings;
    private final OtlpCounters counters;
    private final StepEvents events;
    private final LongSupplier clock;
    private final BodyWork work;
    private final LongFunction<Future<Void>> rest;
    private final OtlpRoutes.Writer writer;
    private final Room room;

    /** Null until something comes, or was left by the last bridge; then for ever. */
    private volatile OpenTraces traces;

    private boolean storing;
    private boolean syncing;
    private boolean resting;

    /**
     * @param clock epoch milliseconds
     * @param rest completes after so many milliseconds, on the event loop
     */
    Outlet(
            OtlpSettings settings,
            OtlpCounters counters,
            StepEvents events,
            LongSupplier clock,
            BodyWork work,
            LongFunction<Future<Void>> rest,
            OtlpRoutes.Writer writer) {
        this.settings = settings;
        this.counters = counters;
        this.events = events;
        this.clock = clock;
        this.work = work;
        this.rest = rest;
        this.writer = writer;
        this.room = new Room(clock, () -> traces == null ? Flood.ROOM : traces.room());
    }

    /** For what comes while this stores. */
    Room room() {
        return room;
    }

    /** Waits for the disk the first time. Any thread may call it. */
    synchronized OpenTraces open() {
        if (traces == null) {
            OpenTraces opened = new OpenTraces(settings, counters);
            opened.resume(clock.getAsLong());
            traces = opened;
        }
        return traces;
    }

    /** Call this when something came. */
    void look() {
        if (traces != null && traces.isFlood()) {
            storeDue();
        }
        lookInTime();
    }

    /** Call this every second: stores what is complete, and brings to the disk what is not. */
    void everySecond() {
        room.look();
        if (traces == null && !Files.exists(settings.file())) {
            return;
        }
        if (!syncing) {
            syncing = true;
            work.beside(() -> {
                        open().everySecond();
                        return null;
                    })
                    .andThen(over -> syncing = false);
        }
        storeDue();
    }

    private void storeDue() {
        if (storing) {
            return;
        }
        storing = true;
        work.beside(() -> open().due(clock.getAsLong()).stream()
                        .map(this::made)
                        .filter(Objects::nonNull)
                        .toList())
                .compose(made -> store(made)
                        .map(stored ->
                                made.stream().anyMatch(one -> !one.events().isEmpty())))
                .otherwise(failure -> {
                    LOG.warn("spans wait longer for being stored: {}", failure.toString());
                    return false;
                })
                .map(any -> {
                    storing = false;
                    room.look();
                    if (any && traces.isFlood()) {
                        storeDue(); // clients may wait for room, and so send nothing that would ask for this
                    }
                    lookInTime();
                    return null;
                });
    }

    /** What is due before the next second is not left until then. */
    private void lookInTime() {
        long left = traces == null ? Long.MAX_VALUE : traces.lookAt() - clock.getAsLong();
        if (left < LOOK_MAX_MS && !resting) {
            resting = true;
            rest.apply(Math.max(LOOK_MIN_MS, left)).map(over -> {
                resting = false;
                storeDue();
                return null;
            });
        }
    }

    private record Made(OpenTraces.Due due, List<TraceEvent> events) {}

    /** Null where nothing can be made of it. */
    private Made made(OpenTraces.Due due) {
        try {
            return new Made(due, events.of(due.telling().steps()));
        } catch (RuntimeException broken) {
            open().giveUp(due.group(), broken);
            return null;
        }
    }

    private Future<Void> store(List<Made> made) {
        List<OpenTraces.Due> stored = new ArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        for (List<Made> some : parcels(made)) {
            all.add(write(some)
                    .map(done -> stored.addAll(some.stream().map(Made::due).toList())));
        }
        // What could not be stored is due again; what could is not.
        return Future.join(all)
                .transform(over -> work.beside(() -> {
                            open().stored(stored);
                            return null;
                        })
                        .compose(marked ->
                                over.failed() ? Future.failedFuture(over.cause()) : Future.succeededFuture()));
    }

    private record From(String sender, String key) {}

    /** What is written together: of one sender, because a request for each trace would cost more than its events. */
    private static List<List<Made>> parcels(List<Made> made) {
        List<List<Made>> parcels = new ArrayList<>();
        Map<From, List<Made>> last = new HashMap<>();
        for (Made one : made) {
            From from =
                    new From(one.due().telling().sender(), one.due().telling().key());
            List<Made> parcel = last.get(from);
            if (parcel == null || size(parcel) + one.events().size() > EVENTS_MAX) {
                parcel = new ArrayList<>();
                parcels.add(parcel);
                last.put(from, parcel);
            }
            parcel.add(one);
        }
        return parcels;
    }

    private static int size(List<Made> parcel) {
        return parcel.stream().mapToInt(one -> one.events().size()).sum();
    }

    private Future<?> write(List<Made> parcel) {
        Telling telling = parcel.get(0).due().telling();
        List<TraceEvent> events =
                parcel.stream().flatMap(one -> one.events().stream()).toList();
        Future<?> stored = Future.succeededFuture();
        for (int from = 0; from < events.size(); from += EVENTS_MAX) {
            List<TraceEvent> some = events.subList(from, Math.min(events.size(), from + EVENTS_MAX));
            stored = stored.compose(before -> writer.write(telling.sender(), telling.key(), some));
        }
        return stored;
    }

    void close() {
        if (traces != null) {
            traces.close();
        }
    }
}
