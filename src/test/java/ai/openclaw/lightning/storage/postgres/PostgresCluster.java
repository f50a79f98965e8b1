package ai.openclaw.lightning.storage.postgres;

import ai.openclaw.lightning.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files and the processes of one server in a temporary folder. */
record PostgresCluster(PostgresPrograms bin, Path folder, int port) {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    /** Nothing but a folder yet. */
    static PostgresCluster in(PostgresPrograms bin, int port) {
        try {
            Path folder = Files.createTempDirectory("lightning-postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            return new PostgresCluster(bin, folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    private void write(String password) {
        try {
            Files.writeString(passwordFile(), password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty one of a role that may do everything. */
    void make(String user, String password) {
        write(password);
        bin.run(
                folder,
                "initdb",
                "--pgdata=" + data(),
                "--username=" + user,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
    }

    /** A copy of a running server, which follows it once it is started. */
    void follow(String server, String password) {
        write(password);
        bin.run(
                folder,
                "pg_basebackup",
                "--pgdata=" + data(),
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync",
                "--dbname=" + server);
    }

    void promote() {
        bin.run(folder, "pg_ctl", "--pgdata=" + data(), "--wait", "promote");
    }

    /** Again and again: a process of the one that was killed may still end. */
    void start() {
        try {
            Eventually.until(START_LIMIT, () -> "the server does not start: " + folder, this::isLaunched);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isLaunched() {
        try {
            launch();
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void launch() {
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

    /** Kills it and all that it started (kill -9). */
    void kill() {
        kill(data());
    }

    /** Kills the server of that folder, if one runs. */
    static void kill(Path data) {
        Path running = data.resolve("postmaster.pid");
        if (!Files.exists(running)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(running).get(0).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(server), server.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
            Files.deleteIfExists(running);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        bin.run(folder, "pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
    }

    /** Ends it and takes its files away. */
    void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.exists(data().resolve("postmaster.pid"))) {
            stop();
        }
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
