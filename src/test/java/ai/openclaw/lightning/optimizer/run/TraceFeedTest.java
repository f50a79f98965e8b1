package ai.openclaw.lightning.optimizer.run;

import static ai.openclaw.lightning.optimizer.run.FakeLearningStore.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.model.SuggestionEvidence.Metric;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.reward.SuccessReward;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So many traces are closed during one read that the feed can't remember them all. None of them is forgotten. */
final class TraceFeedTest {

    private static final int TRACES = 60;

    /** One that is open when its page is read. */
    private static final int LATE = 5;

    private static final Suggestion RULE = SimulatedOptimizer.proposal(Metric.SUCCESS, "read", "write");

    private final FakeLearningStore store = new FakeLearningStore();

    @TempDir
    private Path folder;

    private OptimizerState state;
    private TraceFeed feed;

    @BeforeEach
    void begin() {
        begin(1_000);
        for (long id = 1; id <= TRACES; id++) {
            store.putClosed(id);
        }
        store.putOpen(LATE);
    }

    private void begin(int tracesMax) {
        RunSettings settings = new RunSettings(
                RunSettings.Mode.MANUAL,
                SimulatedOptimizer.TOOLS,
                Set.of(TraceOrigin.USER),
                10,
                tracesMax,
                3,
                Set.of(),
                Experiment.Unit.TRACE,
                4_000,
                false,
                5_000);
        OptimizerParts parts = new OptimizerParts(
                null,
                store,
                settings,
                List.of(),
                new SuccessReward(),
                () -> 0L,
                () -> "0".repeat(32),
                folder,
                Optional.empty());
        StoredDocuments documents = new StoredDocuments();
        documents.suggestions.put(RULE.id(), Documents.of(RULE));
        state = new OptimizerState(parts, documents.all());
        Throttle throttle = new Throttle(null);
        throttle.end(); // no rests
        feed = new TraceFeed(parts, state, new SerialQueue(), throttle);
    }

    private OptimizerView view() {
        return state.view(0, null, OptimizerView.EMPTY.progress(), Health.PASS);
    }

    private Future<Void> run() {
        return feed.run(() -> true);
    }

    /** As the verticle does: as long as there is something to read. */
    private void runUntilAllIsRead() {
        for (int i = 0; i < 10 && (!feed.isCaughtUp() || feed.waiting() > 0); i++) {
            assertThat(run().succeeded()).isTrue();
        }
        assertThat(feed.isCaughtUp()).isTrue();
        assertThat(feed.waiting()).isZero();
    }

    /** The late one is closed, and with it more than the feed remembers. */
    private void closeTooMany() {
        store.putClosed(LATE);
        List<String> ids = new ArrayList<>(
                LongStream.range(0, 20_000).mapToObj(i -> "elsewhere-" + i).toList());
        ids.add(idOf(LATE));
        feed.heard(ids);
    }

    private void assertAllAreKnown() {
        assertThat(view().analyzedTraces()).isEqualTo(TRACES);
    }

    @Test
    void heard_tooManyWhileAPageIsRead_forgetsNone() {
        Promise<Void> secondPage = store.hold("closedTraces", 1);
        Future<Void> run = run();
        closeTooMany();
        secondPage.complete();

        assertThat(run.succeeded()).isTrue();
        assertThat(feed.isCaughtUp()).as("it has to read again").isFalse();
        assertThat(feed.isComplete()).isFalse();
        runUntilAllIsRead();
        assertAllAreKnown();
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void heard_tooManyWhileTheLastPageIsRead_forgetsNone() {
        Promise<Void> lastPage = store.hold("closedTraces", TRACES / 20);
        Future<Void> run = run();
        closeTooMany();
        lastPage.complete();

        assertThat(run.succeeded()).isTrue();
        assertThat(feed.isCaughtUp()).isFalse();
        runUntilAllIsRead();
        assertAllAreKnown();
    }

    @Test
    void heard_tooManyWhileClosedTracesAreRead_forgetsNone() {
        runUntilAllIsRead();
        feed.heard(List.of(idOf(1), idOf(2)));
        Promise<Void> page = store.hold("evidence", 0);
        Future<Void> run = run();
        closeTooMany();
        page.complete();

        assertThat(run.succeeded()).isTrue();
        assertThat(feed.isComplete()).isFalse();
        runUntilAllIsRead();
        assertAllAreKnown();
    }

    @Test
    void heard_tooManyWhileTheStartIsLookedFor_forgetsNone() {
        Promise<Void> start = store.hold("beforeNewest", 0);
        Future<Void> run = run();
        closeTooMany();
        start.complete();

        assertThat(run.succeeded()).isTrue();
        assertThat(feed.isCaughtUp()).isFalse();
        runUntilAllIsRead();
        assertAllAreKnown();
    }

    @Test
    void heard_tooManyWhileAssignmentsAreRead_forgetsNone() {
        Promise<Void> assignments = store.hold("assignments", 0);
        Future<Void> run = run();
        closeTooMany();
        assignments.complete();

        assertThat(run.succeeded()).isTrue();
        runUntilAllIsRead();
        assertAllAreKnown();
    }

    /** The verticle only starts over between runs; the feed does not rely on that. */
    @Test
    void startOver_whileAPageIsRead_readsAllAgain() {
        for (String method : List.of("closedTraces", "beforeNewest", "assignments")) {
            begin(1_000);
            store.putClosed(LATE);
            Promise<Void> read = store.hold(method, 0);
            Future<Void> run = run();
            state.startOver();
            feed.startOver();
            read.complete();

            assertThat(run.succeeded()).isTrue();
            runUntilAllIsRead();
            assertThat(view().analyzedTraces()).as(method).isEqualTo(TRACES);
        }
    }

    /** A trace far behind the newest is read again only where something waits for it, and who says so comes later. */
    @Test
    void heard_tooMany_outcomeOfATraceAssignedMeanwhile_counts() {
        begin(10);
        state.decide(new SuggestionDecision(RULE.id(), Action.EXPERIMENT, null, null), 0);
        runUntilAllIsRead();
        Promise<Void> page = store.hold("evidence", 0);
        feed.heard(List.of(idOf(1)));
        Future<Void> run = run();
        Experiment plan = view().experiments().get(0).plan();
        store.assign(plan, LATE);
        closeTooMany();
        page.complete();

        assertThat(run.succeeded()).isTrue();
        runUntilAllIsRead();
        assertThat(view().experiments().get(0).counted()).isEqualTo(1);
    }

    @Test
    void run_tracesThatNoUserAskedFor_areNeitherLearnedFromNorCounted() {
        store.origins.put(2L, TraceOrigin.SUBAGENT);
        store.origins.put(3L, TraceOrigin.RETRY);
        store.origins.put(4L, TraceOrigin.USER);
        state.decide(new SuggestionDecision(RULE.id(), Action.EXPERIMENT, null, null), 0);
        Experiment plan = view().experiments().get(0).plan();
        for (long id : List.of(2L, 4L)) {
            store.assign(plan, id);
        }
        store.putClosed(LATE);
        runUntilAllIsRead();

        assertThat(view().analyzedTraces()).isEqualTo(TRACES - 2);
        assertThat(view().experiments().get(0).counted()).isEqualTo(1);
    }

    @Test
    void heard_whileBehind_remembersABoundedNumber() {
        for (int i = 0; i < 100; i++) {
            int from = i * 1_000;
            feed.heard(LongStream.range(from, from + 1_000)
                    .mapToObj(FakeLearningStore::idOf)
                    .toList());
            feed.run(() -> false); // may not read on
            assertThat(feed.waiting()).isLessThanOrEqualTo(2 * 20_000);
        }
        assertThat(feed.isComplete()).isFalse();
    }
}
