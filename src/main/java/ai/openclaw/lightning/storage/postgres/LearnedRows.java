package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.storage.rows.DocumentRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.List;

/** The optimizer's documents. There are few: suggestions are found again under the same id. */
final class LearnedRows {

    private static final String SUGGESTIONS = "suggestions";
    private static final String EXPERIMENTS = "experiments";
    private static final String MEMORIES = "learner_memories";

    private LearnedRows() {}

    static Future<LearnedDocuments> all(Pool readers) {
        return documents(readers, SUGGESTIONS, 10_000)
                .compose(suggestions -> documents(readers, EXPERIMENTS, 10_000)
                        .compose(experiments -> documents(readers, MEMORIES, 1_000)
                                .map(memories -> new LearnedDocuments(suggestions, experiments, memories))));
    }

    private static Future<List<Document>> documents(Pool readers, String table, int limit) {
        return readers.preparedQuery(
                        "SELECT id, agent_id, status, document FROM " + table + " ORDER BY id LIMIT " + limit)
                .execute()
                .map(DocumentRows::documents);
    }

    static void store(WritingConnection connection, LearnedDocuments changed) throws SQLException {
        store(connection, SUGGESTIONS, changed.suggestions());
        store(connection, EXPERIMENTS, changed.experiments());
        store(connection, MEMORIES, changed.memories());
    }

    private static void store(WritingConnection connection, String table, List<Document> documents)
            throws SQLException {
        String sql = "INSERT INTO " + table + """
                 (id, agent_id, status, document) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, document = excluded.document
                """;
        for (Document one : documents) {
            connection.addBatch(sql, one.id(), one.agentId(), one.status(), StoredText.json(one.document()));
        }
        if (!documents.isEmpty()) {
            connection.executeBatch(sql);
        }
    }
}
