package ai.openclaw.lightning.storage.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    private final PostgresPrograms bin;
    private final Path folder;
    private final int port;

    private PostgresServer(PostgresPrograms bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /** One that all tests of this process share; it ends with the process. */
    public static PostgresServer shared() {
        assumeTrue(Shared.SERVER.isPresent(), PostgresPrograms.NOT_INSTALLED);
        return Shared.SERVER.get();
    }

    private static final class Shared {

        static final Optional<PostgresServer> SERVER =
                PostgresPrograms.installed().map(PostgresServer::started);

        static {
            SERVER.ifPresent(server -> Runtime.getRuntime().addShutdownHook(new Thread(server::close)));
        }
    }

    /** One of a test's own, which it may stop and start. */
    public static PostgresServer own() {
        Optional<PostgresPrograms> bin = PostgresPrograms.installed();
        assumeTrue(bin.isPresent(), PostgresPrograms.NOT_INSTALLED);
        return started(bin.get());
    }

    private static PostgresServer started(PostgresPrograms bin) {
        try {
            Path folder = Files.createTempDirectory("lightning-postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            PostgresServer server = new PostgresServer(bin, folder, freePort());
            bin.run(
                    server.folder,
                    "initdb",
                    "--pgdata=" + server.data(),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync");
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Starts it, again after {@link #stop}; returns when it answers. */
    public void start() {
        bin.run(
                folder,
                "pg_ctl",
                "--pgdata=" + data(),
                "--log=" + folder.resolve("log"),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                        + " -c max_connections=60 -c shared_buffers=32MB -c autovacuum_naptime=5s",
                "--wait",
                "start");
    }

    /** Stops it at once, as a crash would. */
    public void stop() {
        bin.run(folder, "pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
    }

    /** The address of a new, empty database, as a person would write it into the settings. */
    public String newDatabase() {
        int number = DATABASES.incrementAndGet();
        String name = "test" + number;
        // Each is some hundred files, whose removal at the end would take longer than a test run waits.
        if (number > DATABASES_MAX) {
            execute("postgres", "DROP DATABASE IF EXISTS test" + (number - DATABASES_MAX) + " WITH (FORCE)");
        }
        execute("postgres", "CREATE DATABASE " + name);
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String user() {
        return USER;
    }

    public Path passwordFile() {
        return folder.resolve("password");
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
        return Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(port), "PGUSER", USER, "PGPASSWORD", PASSWORD);
    }

    /** Where these programs are. */
    public Path programs() {
        return bin.folder();
    }

    /** A connection of the test's own, to the database of that name or address. */
    public Connection connect(String database) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", USER);
        credentials.setProperty("password", PASSWORD);
        String name = database.substring(database.lastIndexOf('/') + 1);
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + name, credentials);
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
        if (Files.exists(data().resolve("postmaster.pid"))) {
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
