package ai.openclaw.lightning.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.jdbcclient.spi.JDBCDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class StoredValuesTest {

    @Test
    void client_takesThisDecoder() {
        assertThat(ServiceLoader.load(JDBCDecoder.class).findFirst())
                .hasValueSatisfying(decoder -> assertThat(decoder).isInstanceOf(StoredValues.class));
    }

    @Test
    void value_isReadAsStored_andNobodyAsksForItsType() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 << 40, 0.1, 'text', NULL")) {
            List<Object> values = new ArrayList<>();
            rows.next();
            for (int column = 1; column <= 4; column++) {
                values.add(new StoredValues().parse(rows, column, asked -> {
                    throw new AssertionError("asked for the type of column " + asked);
                }));
            }

            assertThat(values).containsExactly(1L << 40, 0.1, "text", null);
        }
    }
}
