package ai.openclaw.lightning.storage.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;

/**
 * A PostgreSQL server of the tests' own, on a free port of this machine, with a role and a password. Where none is installed
 * the tests are skipped and say so.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "owner";
    private static final String PASSWORD = "sesame-" + Long.toHexString(Double.doubleToLongBits(Math.PI));

    /** More than one test uses. */
    private static final int DATABASES_MAX = 4;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final PostgresCluster cluster;

    private PostgresServer(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** One that all tests of this process share; it ends with the process. */
    public static PostgresServer shared() {
        assumeTrue(Shared.SERVER.isPresent(), PostgresPrograms.NOT_INSTALLED);
        return Shared.SERVER.get();
    }

    private static final class Shared {

        static final Optional<PostgresServer> SERVER =
                PostgresPrograms.installed().map(PostgresServer::of);

        static {
            SERVER.ifPresent(server -> Runtime.getRuntime().addShutdownHook(new Thread(server::close)));
        }
    }

    /** One of a test's own, which it may stop and start. */
    public static PostgresServer own() {
        Optional<PostgresPrograms> bin = PostgresPrograms.installed();
        assumeTrue(bin.isPresent(), PostgresPrograms.NOT_INSTALLED);
        return of(bin.get());
    }

    private static PostgresServer of(PostgresPrograms bin) {
        PostgresCluster cluster = PostgresCluster.in(bin, PostgresCluster.freePort());
        cluster.make(USER, PASSWORD);
        cluster.start();
        return new PostgresServer(cluster);
    }

    /** Starts it, again after {@link #stop} or {@link #kill}; returns when it answers. */
    public void start() {
        cluster.start();
    }

    /** Stops it at once, as a crash would. */
    public void stop() {
        cluster.stop();
    }

    /** Kills it and all that it started (kill -9). */
    public void kill() {
        cluster.kill();
    }

    /** A standby of this server, which has confirmed every commit that asks for it, as those of {@code full} durability do. */
    public PostgresServer standby() {
        return standby(PostgresCluster.freePort());
    }

    /** The same in the place of a server that is gone. */
    public PostgresServer standby(int freePort) {
        PostgresCluster copy = PostgresCluster.in(cluster.bin(), freePort);
        copy.follow("host=127.0.0.1 port=" + port() + " user=" + USER + " password=" + PASSWORD, PASSWORD);
        copy.start();
        execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        execute("postgres", "SELECT pg_reload_conf()");
        return new PostgresServer(copy);
    }

    /** Makes a standby the primary. */
    public void promote() {
        cluster.promote();
    }

    public int port() {
        return cluster.port();
    }

    /** The address of a new, empty database, as a person would write it into the settings. */
    public String newDatabase() {
        return newDatabase("template1");
    }

    /** The address of a new database with everything in that one, whose connections end. */
    public String copy(String database) {
        String name = database.substring(database.lastIndexOf('/') + 1);
        execute(
                "postgres",
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '" + name + "'");
        return newDatabase(name);
    }

    private String newDatabase(String template) {
        int number = DATABASES.incrementAndGet();
        String name = "test" + number;
        // Each is some hundred files, whose removal at the end would take longer than a test run waits.
        if (number > DATABASES_MAX) {
            execute("postgres", "DROP DATABASE IF EXISTS test" + (number - DATABASES_MAX) + " WITH (FORCE)");
        }
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
        return "postgresql://127.0.0.1:" + port() + "/" + name;
    }

    public String user() {
        return USER;
    }

    public Path passwordFile() {
        return cluster.passwordFile();
    }

    /** Statements in a database, by the role of the bridges. */
    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number that a query answers. */
    public long count(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With which PostgreSQL's own programs reach this server. */
    public Map<String, String> environment() {
        return Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(port()), "PGUSER", USER, "PGPASSWORD", PASSWORD);
    }

    /** Where these programs are. */
    public Path programs() {
        return cluster.bin().folder();
    }

    /** A connection of the test's own, to the database of that name or address. */
    public Connection connect(String database) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", USER);
        credentials.setProperty("password", PASSWORD);
        String name = database.substring(database.lastIndexOf('/') + 1);
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port() + "/" + name, credentials);
    }

    /** The settings of a bridge of that name. */
    public PostgresSettings settings(String url, String instance) {
        return new PostgresSettings(
                "jdbc:" + url,
                USER,
                Optional.of(passwordFile()),
                instance,
                PostgresSettings.Durability.LOCAL,
                5_000,
                2);
    }

    @Override
    public void close() {
        cluster.delete();
    }
}
