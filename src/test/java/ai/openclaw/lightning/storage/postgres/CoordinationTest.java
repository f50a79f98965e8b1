package ai.openclaw.lightning.storage.postgres;

import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.storage.Companions;
import ai.openclaw.lightning.storage.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of two bridges learns, and what the other one hears of it. */
final class CoordinationTest {

    private final PostgresServer server = PostgresServer.shared();

    @RegisterExtension
    final TwoStores stores = TwoStores.inTurn();

    private final String url = stores.url();
    private final PostgresStore one = stores.one();
    private final PostgresStore two = stores.two();

    private static Companions of(PostgresStore store) {
        return store.learning().companions();
    }

    private static LearnedDocuments document(String status) {
        return new LearnedDocuments(List.of(new Document("s1", "agent", status, "{}")), List.of(), List.of());
    }

    @Test
    void isLearner_ofTwo_isTheFirstUntilItLeaves() throws Exception {
        assertThat(of(one).isLearner()).isTrue();
        assertThat(of(two).isLearner()).isFalse();
        assertThat(two.writer().isKeeper()).isFalse();

        one.close();
        Eventually.until(Duration.ofSeconds(10), () -> "nobody took over", () -> of(two).isLearner());
        one.open();
        assertThat(of(one).isLearner()).isFalse();
    }

    /** As when the machine of the learner is gone, or its network. */
    @Test
    void isLearner_connectionEnded_isAnotherWithinTenSeconds() throws Exception {
        server.execute(url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");

        Eventually.until(
                Duration.ofSeconds(10), () -> "nobody took over", () -> of(one).isLearner() != of(two).isLearner());
    }

    @Test
    void save_byTheLearner_isToldToTheOtherAtOnce() throws Exception {
        long before = of(two).learned();
        long began = System.nanoTime();
        Transactions.save(one, document("proposed"));

        Eventually.until(Duration.ofSeconds(10), () -> "not heard", () -> of(two).learned() != before);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_900));
        assertThat(two.learning().learned().await()).isEqualTo(document("proposed"));
    }

    /** What the next learner has read must not change behind it. */
    @Test
    void save_byAnotherOrAfterTheTermEnded_isRefused() throws Exception {
        Transactions.save(one, document("proposed"));
        assertThatThrownBy(() -> Transactions.save(two, document("adopted")))
                .hasMessageContaining("another bridge learns");

        server.execute(url, "UPDATE learner SET term = term + 1"); // as another bridge does that took the lock
        assertThatThrownBy(() -> Transactions.save(one, document("adopted")))
                .hasMessageContaining("another bridge learns");
        assertThat(two.learning().learned().await()).isEqualTo(document("proposed"));
    }

    @Test
    void takeClosed_throughAnyBridge_comesOnceToTheLearner() throws Exception {
        trace("open").in(one);
        trace("t1").ended(true).in(one);
        trace("t2").abandoned().in(two);

        List<String> heard = new ArrayList<>();
        Eventually.until(Duration.ofSeconds(10), heard::toString, () -> {
            heard.addAll(of(one).takeClosed());
            return heard.size() >= 2;
        });
        assertThat(heard).containsExactlyInAnyOrder("t1", "t2");
        assertThat(of(two).takeClosed()).isEmpty();
    }
}
