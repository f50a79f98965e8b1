package ai.openclaw.lightning.storage.rows;

import ai.openclaw.lightning.model.AccessKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** The keys with names, in the table that they have in every store. */
public final class KeyRows {

    public static final String INSERT = """
            INSERT INTO access_keys (name, scopes, hash, created_at, created_by) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    public static final String DELETE = "DELETE FROM access_keys WHERE name = ?";

    private static final String ALL =
            "SELECT name, scopes, hash, created_at, created_by FROM access_keys ORDER BY name";

    private KeyRows() {}

    /** The values of {@link #INSERT}. */
    public static Object[] values(AccessKey key) {
        return new Object[] {key.name(), key.scopeText(), key.hash(), key.createdAt(), key.createdBy()};
    }

    /** All of them. */
    public static Future<List<AccessKey>> all(Pool readers) {
        return readers.preparedQuery(ALL)
                .execute()
                .map(rows -> FetchedRow.all(rows).stream()
                        .map(row -> new AccessKey(
                                row.text("name"),
                                AccessKey.scopesOf(row.text("scopes")),
                                row.text("hash"),
                                row.integer("created_at", 0),
                                row.text("created_by")))
                        .toList());
    }
}
