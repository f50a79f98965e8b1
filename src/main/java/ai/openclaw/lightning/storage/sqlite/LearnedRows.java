package ai.openclaw.lightning.storage.sqlite;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.storage.rows.DocumentRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.List;

/** The optimizer's documents. There are few: suggestions are found again under the same id. */
final class LearnedRows {

    private static final String STORE_SUGGESTION = """
            INSERT INTO suggestions (id, agent_id, status, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, document = excluded.document
            """;

    private static final String STORE_EXPERIMENT = """
            INSERT INTO experiments (id, agent_id, status, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, document = excluded.document
            """;

    private static final String STORE_MEMORY = """
            INSERT INTO learner_memories (id, agent_id, status, document) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, document = excluded.document
            """;

    private static final String SUGGESTIONS =
            "SELECT id, agent_id, status, document FROM suggestions ORDER BY id LIMIT 10000";

    private static final String EXPERIMENTS =
            "SELECT id, agent_id, status, document FROM experiments ORDER BY id LIMIT 10000";

    private static final String MEMORIES =
            "SELECT id, agent_id, status, document FROM learner_memories ORDER BY id LIMIT 1000";

    private LearnedRows() {}

    static Future<LearnedDocuments> all(Pool readers) {
        return documents(readers, SUGGESTIONS)
                .compose(suggestions -> documents(readers, EXPERIMENTS)
                        .compose(experiments -> documents(readers, MEMORIES)
                                .map(memories -> new LearnedDocuments(suggestions, experiments, memories))));
    }

    private static Future<List<Document>> documents(Pool readers, String sql) {
        return readers.preparedQuery(sql).execute().map(DocumentRows::documents);
    }

    static void store(WritingConnection connection, LearnedDocuments changed) throws SQLException {
        store(connection, STORE_SUGGESTION, changed.suggestions());
        store(connection, STORE_EXPERIMENT, changed.experiments());
        store(connection, STORE_MEMORY, changed.memories());
    }

    private static void store(WritingConnection connection, String sql, List<Document> documents) throws SQLException {
        for (Document one : documents) {
            connection.update(sql, one.id(), one.agentId(), one.status(), one.document());
        }
    }
}
