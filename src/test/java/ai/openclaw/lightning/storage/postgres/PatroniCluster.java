package ai.openclaw.lightning.storage.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.openclaw.lightning.Eventually;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.Driver;

/**
 * Three PostgreSQL servers under Patroni, with etcd to agree and HAProxy to find the primary, as docs/team.md sets them up but all
 * on this machine. Where one of the programs is not installed the tests are skipped and say so.
 */
public final class PatroniCluster implements AutoCloseable {

    public static final int NODES = 3;

    private static final String USER = "postgres";
    private static final String PASSWORD = "sesame-" + Long.toHexString(Double.doubleToLongBits(Math.E));
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int HTTP_OK = 200;

    private static final Path ETCD = Path.of("/usr/bin/etcd");
    private static final Path PATRONI = Path.of("/usr/bin/patroni");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    private final PostgresPrograms bin;
    private final Path folder;
    private final int balancerPort = PostgresCluster.freePort();
    private final int[] ports = new int[NODES];
    private final int[] restPorts = new int[NODES];
    private final Process[] nodes = new Process[NODES];
    private final List<Process> others = new ArrayList<>();

    private PatroniCluster(PostgresPrograms bin, Path folder) {
        this.bin = bin;
        this.folder = folder;
    }

    /** All of it, once it has a primary and a synchronous standby. */
    public static PatroniCluster started() throws Exception {
        Optional<PostgresPrograms> bin = PostgresPrograms.installed();
        assumeTrue(
                bin.isPresent() && Stream.of(ETCD, PATRONI, HAPROXY).allMatch(Files::isExecutable),
                "skipped: not all of PostgreSQL, Patroni, etcd and HAProxy are installed (Debian packages postgresql,"
                        + " patroni, etcd-server, haproxy)");
        Path folder = Files.createTempDirectory("lightning-patroni");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        PatroniCluster cluster = new PatroniCluster(bin.get(), folder);
        cluster.start();
        return cluster;
    }

    private void start() throws Exception {
        Files.writeString(passwordFile(), PASSWORD);
        int client = PostgresCluster.freePort();
        int peer = PostgresCluster.freePort();
        others.add(PostgresPrograms.launch(
                folder,
                "etcd",
                ETCD.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://127.0.0.1:" + client,
                "--advertise-client-urls=http://127.0.0.1:" + client,
                "--listen-peer-urls=http://127.0.0.1:" + peer,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
                "--initial-cluster=default=http://127.0.0.1:" + peer));
        String balancer = written("listen primary").replace("bind *:5000", "bind 127.0.0.1:" + balancerPort);
        for (int i = 0; i < NODES; i++) {
            ports[i] = PostgresCluster.freePort();
            restPorts[i] = PostgresCluster.freePort();
            Files.writeString(
                    folder.resolve("node" + i + ".yml"),
                    written("scope: lightning")
                            .replace("name: db1", "name: db" + (i + 1))
                            .replaceAll("hosts: .*", "hosts: 127.0.0.1:" + client)
                            .replace("10.0.0.1:8008", "127.0.0.1:" + restPorts[i])
                            .replace("10.0.0.1:5432", "127.0.0.1:" + ports[i])
                            .replace("10.0.0.0/8", "127.0.0.1/32")
                            .replace("/usr/lib/postgresql/15/bin", bin.folder().toString())
                            .replace("/var/lib/postgresql/15/lightning", data(i).toString())
                            .replace("/var/lib/postgresql/patroni.pgpass", folder + "/pgpass" + i)
                            .replace("/var/run/postgresql", folder.toString())
                            .replaceAll("[A-Z]+_PASSWORD", PASSWORD));
            balancer = balancer.replace(
                    "10.0.0." + (i + 1) + ":5432 check port 8008",
                    "127.0.0.1:" + ports[i] + " check port " + restPorts[i]);
            startNode(i);
        }
        Path configuration = Files.writeString(folder.resolve("haproxy.cfg"), balancer);
        others.add(PostgresPrograms.launch(folder, "haproxy", HAPROXY.toString(), "-f", configuration.toString()));
        awaitStandby();
    }

    /** The file in docs/team.md that begins like that. */
    private static String written(String begin) throws IOException {
        return Pattern.compile("(?m)(?:^    .*\\R)+")
                .matcher(Files.readString(Path.of("docs/team.md")))
                .results()
                .map(match -> match.group().replaceAll("(?m)^    ", ""))
                .filter(block -> block.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private Path data(int node) {
        return folder.resolve("data" + node);
    }

    /** Starts a node, again after {@link #killLeader}. */
    public void startNode(int node) {
        nodes[node] = PostgresPrograms.launch(
                folder,
                "node" + node,
                PATRONI.toString(),
                folder.resolve("node" + node + ".yml").toString());
    }

    /** Kills the primary and what would start it again (kill -9), as when its machine is gone; which node it was. */
    public int killLeader() throws Exception {
        int leader = await("/primary");
        nodes[leader].destroyForcibly().onExit().join();
        PostgresCluster.kill(data(leader));
        return leader;
    }

    /** Waits until there is a standby that confirms commits: only then may the primary be lost. */
    public void awaitStandby() throws Exception {
        await("/primary");
        await("/sync");
    }

    /** The node that says of itself what the path asks. */
    private int await(String path) throws Exception {
        return Eventually.ask(LIMIT, () -> nodeThatIs(path), node -> node >= 0);
    }

    private int nodeThatIs(String path) {
        return IntStream.range(0, NODES)
                .filter(node -> status(restPorts[node], path) == HTTP_OK)
                .findFirst()
                .orElse(-1);
    }

    private static int status(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode();
        } catch (IOException notThere) {
            return 0;
        }
    }

    /** The address of a new database, through the balancer. */
    public String newDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE lightning");
        }
        return "postgresql://127.0.0.1:" + balancerPort + "/lightning";
    }

    /** A connection of the test's own, to the primary of now. */
    public Connection connect(String database) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", USER);
        credentials.setProperty("password", PASSWORD);
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + balancerPort + "/" + database, credentials);
    }

    public String user() {
        return USER;
    }

    public Path passwordFile() {
        return folder.resolve("password");
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(nodes), others.stream())
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        for (int i = 0; i < NODES; i++) {
            PostgresCluster.kill(data(i));
        }
        PostgresCluster.delete(folder);
    }
}
