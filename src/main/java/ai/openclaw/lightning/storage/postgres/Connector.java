package ai.openclaw.lightning.storage.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** How connections to the database are made, each kind with its own options. Blocking. */
record Connector(PostgresSettings settings) {

    private static final int CONNECT_SECONDS = 5;

    /** Shorter than the bus waits for the writer: a network that swallows everything must not hang it. */
    private static final int SOCKET_SECONDS = 25;

    /** The planner takes long pages for expensive, and compiling them would take longer than reading them. */
    private static final String NO_COMPILER = "SET jit = off";

    /**
     * A batch finds its rows by keys. A table that was empty when a statement was planned would be read as a whole again and
     * again, alone or to be joined, until the server looks how large it has become.
     */
    private static final String BY_KEYS =
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    /** How many rows a batch has changes no plan of it. */
    private static final String PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan";

    /** One that may take as long as it must. */
    Connection patient() throws SQLException {
        return connect(options());
    }

    /** One that may take as long as it must, and can't write. */
    Connection looking() throws SQLException {
        return prepared(patient(), "SET default_transaction_read_only = on; " + NO_COMPILER);
    }

    /** One that holds the lock of the learner: the server must notice within seconds when this machine is gone. */
    Connection coordinating() throws SQLException {
        Properties options = options();
        PGProperty.SOCKET_TIMEOUT.set(options, CONNECT_SECONDS);
        return prepared(
                connect(options),
                "SET tcp_keepalives_idle = 2; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2");
    }

    /** One that writes. */
    Connection writing() throws SQLException {
        Properties options = options();
        PGProperty.SOCKET_TIMEOUT.set(options, SOCKET_SECONDS);
        return prepared(
                connect(options),
                "SET synchronous_commit = " + settings.durability().name().toLowerCase(Locale.ROOT)
                        + "; SET lock_timeout = " + settings.lockTimeoutMs() + "; " + BY_KEYS + "; " + PLANNED_ONCE
                        + "; " + NO_COMPILER);
    }

    private static Connection prepared(Connection connection, String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** The password is read each time: a pool that lives for months must not keep an old one. */
    private Connection connect(Properties options) throws SQLException {
        if (!settings.user().isEmpty()) {
            PGProperty.USER.set(options, settings.user());
        }
        settings.passwordFile().ifPresent(file -> PGProperty.PASSWORD.set(options, password(file)));
        return new Driver().connect(settings.url(), options);
    }

    /** A standby that became one after the primary was lost must not be taken for it. */
    private static Properties options() {
        Properties options = new Properties();
        PGProperty.APPLICATION_NAME.set(options, "openclaw-lightning");
        PGProperty.TARGET_SERVER_TYPE.set(options, "primary");
        PGProperty.CONNECT_TIMEOUT.set(options, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(options, 2 * CONNECT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(options, true);
        return options;
    }

    /** For the pool, which asks at each connection what to say for a credential of ours. */
    private static Properties ofPasswordFile(Object credential) {
        if (!(credential instanceof Path file)) {
            return null;
        }
        Properties options = new Properties();
        PGProperty.PASSWORD.set(options, password(file));
        return options;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("storage.postgres.password_file can't be read: " + file, unreadable);
        }
    }

    /** A source of connections that can only read; a read waits for one no longer than that. */
    AgroalDataSource readers(Duration waitMax) throws SQLException {
        Properties options = options();
        PGProperty.SOCKET_TIMEOUT.set(options, SOCKET_SECONDS);
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration(pool -> pool.maxSize(settings.readConnections())
                .acquisitionTimeout(waitMax)
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionValidator(ConnectionValidator.defaultValidator())
                .validateOnBorrow(true) // one that the server closed must not fail the next read
                .connectionFactoryConfiguration(factory -> {
                    factory.connectionProviderClass(Driver.class)
                            .jdbcUrl(settings.url())
                            .initialSql("SET default_transaction_read_only = on; " + NO_COMPILER);
                    options.stringPropertyNames()
                            .forEach(name -> factory.jdbcProperty(name, options.getProperty(name)));
                    if (!settings.user().isEmpty()) {
                        factory.principal(new NamePrincipal(settings.user()));
                    }
                    settings.passwordFile()
                            .ifPresent(file -> factory.addSecurityProvider(Connector::ofPasswordFile)
                                    .credential(file));
                    return factory;
                }));
        return AgroalDataSource.from(configuration);
    }
}
