package ai.openclaw.lightning.storage.rows;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row that the Vert.x client has fetched already, so that nothing can fail any more when its values are read. */
public interface FetchedRow extends Columns<RuntimeException> {

    static List<FetchedRow> all(RowSet<Row> rows) {
        List<FetchedRow> fetched = new ArrayList<>(rows.size());
        // The client would look through the names of all columns for each value.
        Map<String, Integer> places = new HashMap<>();
        List<String> names = rows.columnsNames();
        for (int place = 0; place < names.size(); place++) {
            places.put(names.get(place), place);
        }
        for (Row row : rows) {
            fetched.add(name -> row.getValue(places.get(name)));
        }
        return fetched;
    }
}
