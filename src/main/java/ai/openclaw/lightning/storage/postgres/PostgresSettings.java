package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.storage.StoreSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the database is, and as whom this bridge comes to it.
 *
 * @param url for the driver, without credentials
 * @param user the role; empty for the name of the system's user
 * @param passwordFile what is read at each connection, so that a password can be changed; empty for none
 * @param instance this bridge's name among those that share the database: its figures are rows of its own
 * @param durability of a commit, as PostgreSQL's {@code synchronous_commit} says it
 * @param lockTimeoutMs how long a batch waits for the locks of another bridge
 * @param readConnections reads that may be under way at one time
 */
public record PostgresSettings(
        String url,
        String user,
        Optional<Path> passwordFile,
        String instance,
        Durability durability,
        int lockTimeoutMs,
        int readConnections) {

    private static final int READ_CONNECTIONS_USUAL = 2;
    private static final int LOCK_TIMEOUT_MS_USUAL = 5_000;

    /** What a commit that was answered survives. */
    public enum Durability {
        /** The death of any process and of the server's machine, if its disk stays. */
        LOCAL,
        /** The loss of the primary too, where the server has a synchronous standby. */
        ON
    }

    public PostgresSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(passwordFile, "passwordFile");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(durability, "durability");
    }

    /** What the configuration says. */
    static PostgresSettings of(StoreSettings settings) {
        settings.requireOnly("url", "user", "password_file");
        String passwordFile = settings.text("password_file", "");
        return new PostgresSettings(
                PostgresAddress.ofDriver(settings.text("url", "")),
                settings.text("user", ""),
                passwordFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(passwordFile)),
                instance(settings.folder()),
                settings.text("durability", "normal").equals("full") ? Durability.ON : Durability.LOCAL,
                (int) settings.whole("busy_timeout_ms", LOCK_TIMEOUT_MS_USUAL, 0, Integer.MAX_VALUE),
                (int) settings.whole("read_connections", READ_CONNECTIONS_USUAL, 1, Integer.MAX_VALUE));
    }

    /** The same after a restart, and another one for each home. Two bridges of one name would only wait for each other. */
    private static String instance(Path folder) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            host = "localhost";
        }
        return host + ":" + folder.toAbsolutePath().normalize();
    }
}
