package ai.openclaw.lightning.optimizer.hypotheses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.model.SuggestionEvidence.Group;
import ai.openclaw.lightning.optimizer.hypotheses.Idea.Deed;
import ai.openclaw.lightning.optimizer.hypotheses.Idea.Situation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A proposer on a clock of the test's, whose helper has one idea unless told otherwise. */
final class AskedHelper implements AutoCloseable {

    static final Idea IDEA = new Idea(Situation.FIRST_ERROR, "select", Deed.CALL_NEXT, "show", Idea.ANY);
    static final String GOOD = StandInHelper.idea("first_error", "select", "call_next", "show", Idea.ANY, "c1");

    static final Sight SIGHT = new Sight(
            "agent",
            30,
            0,
            List.of(new Sight.Tool("select", 60, 20), new Sight.Tool("show", 20, 0)),
            Map.of("select", Set.of("query")),
            List.of(new Contrast(IDEA, new Group(20, 0.8), new Group(20, 0.3), 0.1, 0.8)),
            null,
            List.of(),
            List.of());

    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toMillis(20_000));
    private final StandInHelper server = new StandInHelper((request, out) -> StandInHelper.say(out, GOOD));
    private final Path folder;
    private Proposer proposer;

    AskedHelper(Path folder) {
        this.folder = folder;
        proposer = newProposer(20, Duration.ofMillis(700), "m");
    }

    private Proposer newProposer(int callsPerDay, Duration timeout, String model) {
        return new Proposer(
                new HelperSettings(
                        URI.create(server.url() + "/chat/completions"),
                        model,
                        new Secret("a-key-of-the-helper"),
                        callsPerDay,
                        3_000,
                        false,
                        timeout,
                        memory()),
                now::get);
    }

    void restart(int callsPerDay, Duration timeout, String model) {
        proposer.close();
        proposer = newProposer(callsPerDay, timeout, model);
    }

    /** Asks, and waits until the call is over; what came of it. */
    List<Idea> ask() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        proposer.listen(() -> {}, over::countDown);
        proposer.ask(SIGHT);
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        return proposer.take().map(Proposer.Answered::ideas).orElse(List.of());
    }

    Path memory() {
        return folder.resolve("helper.json");
    }

    AtomicLong now() {
        return now;
    }

    StandInHelper server() {
        return server;
    }

    Proposer proposer() {
        return proposer;
    }

    @Override
    public void close() {
        proposer.close();
        server.close();
    }
}
