package ai.openclaw.lightning.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Answer;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.storage.Companions.Asked;
import ai.openclaw.lightning.storage.Transactions;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a decision comes to the learner, and what became of it back to whoever asked. */
final class AskedDecisionsTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final String ROWS = "SELECT COUNT(*) FROM asked_decisions";

    private final PostgresServer server = PostgresServer.shared();

    @RegisterExtension
    final TwoStores stores = TwoStores.inTurn();

    private final String url = stores.url();
    private final PostgresStore learner = stores.one();
    private final PostgresStore other = stores.two();

    private Future<Void> ask(PostgresStore store, String note) {
        return store.learning().companions().ask(new SuggestionDecision("s1", Action.CANARY, note, "ada"));
    }

    private static Asked heardBy(PostgresStore store) throws Exception {
        List<Asked> heard = new ArrayList<>();
        Eventually.until(WAIT_MAX, () -> "not heard", () -> {
            heard.addAll(store.learning().companions().takeAsked());
            return !heard.isEmpty();
        });
        assertThat(heard).hasSize(1);
        return heard.get(0);
    }

    private static void answer(PostgresStore store, Answer answer) {
        Transactions.save(store, LearnedDocuments.NOTHING.with(answer));
    }

    private static Kind failure(Future<Void> asked) {
        try {
            asked.await();
            throw new AssertionError("it did not fail");
        } catch (BridgeException refused) {
            return refused.kind();
        }
    }

    @Test
    void ask_learnerDecides_completesAndLeavesNothingBehind() throws Exception {
        Future<Void> asked = ask(other, "why\0not");
        Asked heard = heardBy(learner);
        assertThat(heard.decision()).isEqualTo(new SuggestionDecision("s1", Action.CANARY, "why\uFFFDnot", "ada"));
        assertThat(other.learning().companions().takeAsked()).isEmpty();
        answer(learner, new Answer(heard.id(), null));

        asked.await();
        assertThat(server.count(url, ROWS)).isZero();
    }

    @Test
    void ask_learnerRefuses_failsAlike() throws Exception {
        Future<Void> asked = ask(other, null);
        answer(learner, new Answer(heardBy(learner).id(), new BridgeException(Kind.CONFLICT, "It is rejected.")));

        assertThatThrownBy(asked::await).isInstanceOf(BridgeException.class).hasMessage("It is rejected.");
        assertThat(failure(asked)).isEqualTo(Kind.CONFLICT);
        Eventually.until(WAIT_MAX, () -> "left behind", () -> server.count(url, ROWS) == 0);
    }

    /** The first learner has heard it and is gone before it decided. */
    @Test
    void ask_learnerLeaves_isHeardByTheNext() throws Exception {
        Future<Void> asked = ask(other, null);
        heardBy(learner);
        learner.close();
        answer(other, new Answer(heardBy(other).id(), null));

        asked.await();
    }

    /** It must not happen later, when nobody expects it any more. */
    @Test
    void ask_nobodyDecidesInTime_isWithdrawn() throws Exception {
        AskedDecisions impatient =
                new AskedDecisions(stores.vertx(), new Connector(server.settings(url, "three")), Duration.ZERO);
        Future<Void> asked = impatient.ask(new SuggestionDecision("s1", Action.REJECT, null, null));
        Asked heard = heardBy(learner);
        Eventually.until(WAIT_MAX, () -> "not withdrawn", () -> {
            hearAnswers(impatient);
            return asked.isComplete();
        });

        assertThat(failure(asked)).isEqualTo(Kind.STORAGE_GONE);
        assertThatThrownBy(() -> answer(learner, new Answer(heard.id(), null)))
                .hasMessageContaining("does not wait for it any more");
    }

    private void hearAnswers(AskedDecisions of) throws SQLException {
        try (Connection connection = server.connect(url)) {
            of.hearAnswers(connection);
        }
    }

    /** Whoever asked was killed and can't withdraw it; no learner was there. */
    @Test
    void hear_askedLongAgo_isForgotten() throws Exception {
        server.execute(
                url,
                "INSERT INTO asked_decisions (suggestion_id, action, asked_at)"
                        + " VALUES ('old', 'FULL', now() - interval '2 minutes')");
        Future<Void> asked = ask(other, null);

        assertThat(heardBy(learner).decision().suggestionId()).isEqualTo("s1");
        assertThat(server.count(url, ROWS)).isEqualTo(1);
        assertThat(asked.isComplete()).isFalse();
    }

    @Test
    void ask_databaseLost_failsAtOnce() throws Exception {
        Future<Void> asked = ask(other, null);
        Asked heard = heardBy(learner);
        server.execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid()");

        Eventually.until(WAIT_MAX, () -> "still waiting for " + heard, asked::isComplete);
        assertThat(failure(asked)).isEqualTo(Kind.STORAGE_GONE);
    }
}
