package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.LearnedDocuments.Answer;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.storage.Companions.Asked;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * How decisions come to the learner and its answers back, by rows of a table. Whoever deletes a row settles what becomes of it:
 * the learner in the transaction that stores the decision, or the one that asked, who has waited long enough.
 */
final class AskedDecisions {

    /** Longer than another learner needs to take over, shorter than clients wait. */
    static final Duration WAIT_USUAL = Duration.ofSeconds(20);

    private static final String ASK =
            "INSERT INTO asked_decisions (suggestion_id, action, note, decided_by) VALUES (?, ?, ?, ?) RETURNING id";

    /** A bridge that died can't withdraw what it asked for, and nobody expects it to happen a day later. */
    private static final String FORGET = "DELETE FROM asked_decisions WHERE asked_at < now() - interval '1 minute'";

    /** Newer bridges may know further actions. */
    private static final String OPEN = """
            SELECT id, suggestion_id, action, note, decided_by FROM asked_decisions
            WHERE refused IS NULL AND action = ANY (?) ORDER BY id
            """;

    private static final String ANSWERS = "SELECT id, refused, reason FROM asked_decisions WHERE id = ANY (?)";
    private static final String WITHDRAW = "DELETE FROM asked_decisions WHERE id = ? AND refused IS NULL";
    private static final String DONE = "DELETE FROM asked_decisions WHERE id = ?";
    private static final String REFUSED = "UPDATE asked_decisions SET refused = ?, reason = ? WHERE id = ?";

    private static final Object[] ACTIONS =
            Stream.of(Action.values()).map(Action::name).toArray();

    /** What this bridge asked for and has no answer to. */
    private record Waiting(Context caller, Promise<Void> answer, long askedAt) {

        /** @param refused null when it was decided */
        void end(BridgeException refused) {
            caller.runOnContext(v -> {
                if (refused == null) {
                    answer.complete();
                } else {
                    answer.fail(refused);
                }
            });
        }
    }

    private final Vertx vertx;
    private final Connector connector;
    private final long waitNanoseconds;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Queue<Asked> heard = new ConcurrentLinkedQueue<>();

    /** Those of this term that are no news. */
    private final Set<Long> known = new HashSet<>();

    AskedDecisions(Vertx vertx, Connector connector, Duration wait) {
        this.vertx = vertx;
        this.connector = connector;
        this.waitNanoseconds = wait.toNanos();
    }

    /** Asks the learner, on a connection of its own: people decide rarely. */
    Future<Void> ask(SuggestionDecision decision) {
        Context caller = vertx.getOrCreateContext();
        Promise<Void> answer = Promise.promise();
        return caller.executeBlocking(() -> insert(decision))
                .recover(failure -> Future.failedFuture(PostgresErrors.of(failure)))
                .compose(id -> {
                    waiting.put(id, new Waiting(caller, answer, System.nanoTime()));
                    return answer.future();
                });
    }

    private long insert(SuggestionDecision decision) throws SQLException {
        try (Connection connection = connector.writing();
                PreparedStatement insert = connection.prepareStatement(ASK);
                Statement wake = connection.createStatement()) {
            insert.setString(1, StoredText.whole(decision.suggestionId()));
            insert.setString(2, decision.action().name());
            insert.setString(3, StoredText.whole(decision.note()));
            insert.setString(4, decision.by());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                wake.execute(Coordination.NOTIFY);
                return id;
            }
        }
    }

    /** This bridge is the learner from now on. */
    void beginTerm() {
        known.clear();
        heard.clear();
    }

    /** Hears what is asked of the learner. */
    void hear(Connection connection) throws SQLException {
        List<Asked> open = new ArrayList<>();
        try (Statement forget = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(OPEN)) {
            forget.execute(FORGET);
            select.setArray(1, connection.createArrayOf("text", ACTIONS));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    open.add(new Asked(
                            row.getLong(1),
                            new SuggestionDecision(
                                    row.getString(2),
                                    Action.valueOf(row.getString(3)),
                                    row.getString(4),
                                    row.getString(5))));
                }
            }
        }
        known.retainAll(open.stream().map(Asked::id).toList());
        open.stream().filter(one -> known.add(one.id())).forEach(heard::add);
    }

    List<Asked> take() {
        List<Asked> taken = new ArrayList<>();
        for (Asked one = heard.poll(); one != null; one = heard.poll()) {
            taken.add(one);
        }
        return taken;
    }

    /** Stores what became of them, in the transaction of what they changed. */
    static void answer(WritingConnection writing, List<Answer> answers) throws SQLException {
        for (Answer one : answers) {
            if (one.refused() != null) {
                writing.update(
                        REFUSED, one.refused().kind().name(), one.refused().getMessage(), one.id());
            } else if (writing.update(DONE, one.id()) == 0) {
                throw new BridgeException(Kind.BUSY, "whoever asked for the decision does not wait for it any more");
            }
        }
    }

    /** Hears what became of what this bridge asked for. */
    void hearAnswers(Connection connection) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        Set<Long> done = new HashSet<>(waiting.keySet());
        try (PreparedStatement select = connection.prepareStatement(ANSWERS)) {
            select.setArray(1, connection.createArrayOf("bigint", done.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    done.remove(id);
                    if (row.getString(2) != null) {
                        end(id, new BridgeException(Kind.valueOf(row.getString(2)), row.getString(3)));
                        delete(connection, DONE, id);
                    } else if (System.nanoTime() - waiting.get(id).askedAt() > waitNanoseconds) {
                        withdraw(connection, id);
                    }
                }
            }
        }
        done.forEach(id -> end(id, null));
    }

    private void withdraw(Connection connection, long id) throws SQLException {
        if (delete(connection, WITHDRAW, id)) {
            end(
                    id,
                    new BridgeException(
                            Kind.STORAGE_GONE,
                            "no bridge that learns took the decision up in time; nothing was changed"));
        }
    }

    private static boolean delete(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setLong(1, id);
            return delete.executeUpdate() > 0;
        }
    }

    private void end(long id, BridgeException refused) {
        Waiting one = waiting.remove(id);
        if (one != null) {
            one.end(refused);
        }
    }

    /** The database can't be asked for the answers. */
    void lost() {
        for (Long id : List.copyOf(waiting.keySet())) {
            end(
                    id,
                    new BridgeException(
                            Kind.STORAGE_GONE,
                            "the database was lost meanwhile; look at the suggestion before you decide again"));
        }
    }
}
