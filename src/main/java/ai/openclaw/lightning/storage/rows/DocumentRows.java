package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.LearnedDocuments.Document;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;

/** The optimizer's documents, of rows with the columns of their tables. */
public final class DocumentRows {

    private DocumentRows() {}

    /** Documents in the order of their rows. */
    public static List<Document> documents(RowSet<Row> rows) {
        return FetchedRow.all(rows).stream()
                .map(row ->
                        new Document(row.text("id"), row.text("agent_id"), row.text("status"), row.text("document")))
                .toList();
    }
}
