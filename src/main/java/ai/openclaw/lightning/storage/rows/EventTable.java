package ai.openclaw.lightning.storage.rows;

import java.util.Collections;

/**
 * A table of events.
 *
 * @param identity the column that tells the rows of one trace apart; a row without a value there is always another one
 * @param columns what is inserted
 */
public record EventTable(String name, String identity, TableColumns columns) {

    /** Inserts one row, unless it is there. */
    public String insertOne() {
        String values = String.join(", ", Collections.nCopies(columns.names().size(), "?"));
        return "INSERT INTO " + name + " (" + columns.list() + ") VALUES (" + values + ") ON CONFLICT DO NOTHING";
    }
}
