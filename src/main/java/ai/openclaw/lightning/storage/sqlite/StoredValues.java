package ai.openclaw.lightning.storage.sqlite;

import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCDecoderImpl;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Takes each value as its driver gives it. The client's own decoder first asks for the type of the column, for every value
 * anew, and the answer takes SQLite's driver several times as long as the value itself. {@code Columns} does not need it.
 * The client finds this class by its name in {@code META-INF/services}, for every database; PostgreSQL's driver gives all
 * that the bridge stores as what it is, too.
 */
public final class StoredValues extends JDBCDecoderImpl {

    @Override
    public Object parse(ResultSet rows, int column, JDBCColumnDescriptorProvider types) throws SQLException {
        return cast(rows.getObject(column));
    }
}
