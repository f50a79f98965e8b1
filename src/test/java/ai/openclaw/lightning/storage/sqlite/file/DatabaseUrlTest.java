package ai.openclaw.lightning.storage.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConnection;

class DatabaseUrlTest {

    @TempDir
    private static Path folder;

    static Stream<String> urls() {
        Path odd = folder.resolve("what? now&then.db");
        return Stream.of(DatabaseUrl.inMemory(), DatabaseUrl.of(folder.resolve("plain.db")), DatabaseUrl.of(odd));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void driver_looksForNoGeneratedKeys(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection
                            .unwrap(SQLiteConnection.class)
                            .getConnectionConfig()
                            .isGetGeneratedKeys())
                    .isFalse();
        }
    }

    @Test
    void immutable_readsTheFileAsItIs() throws SQLException {
        Path database = folder.resolve("still.db");
        try (Connection connection = DriverManager.getConnection(DatabaseUrl.of(database))) {
            connection.createStatement().executeUpdate("CREATE TABLE here (id INTEGER)");
        }

        try (Connection connection = DriverManager.getConnection(DatabaseUrl.immutable(database))) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("SELECT COUNT(*) FROM sqlite_schema")
                            .getInt(1))
                    .isOne();
        }
    }
}
