package ai.openclaw.lightning.storage.rows;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** A row that the Vert.x client has fetched already, so that nothing can fail any more when its values are read. */
public interface FetchedRow extends Columns<RuntimeException> {

    static List<FetchedRow> all(RowSet<Row> rows) {
        List<FetchedRow> fetched = new ArrayList<>(rows.size());
        for (Row row : rows) {
            fetched.add(row::getValue);
        }
        return fetched;
    }
}
