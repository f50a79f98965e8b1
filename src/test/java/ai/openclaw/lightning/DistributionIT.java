package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged {@code bin/lightning}, run as a person runs it. */
class DistributionIT {

    private static final Path DIST = Path.of(System.getProperty("lightning.dist", "target/lightning"));
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String FROM_THE_ARCHIVE = "ai.openclaw.lightning.Main source: shared objects file";

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyWhereThereIsASh() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "bin/lightning needs a POSIX shell");
    }

    @Test
    void run_termSignal_healthyThenGoneWithoutATrace() throws Exception {
        Path classes = folder.resolve("classes.log");
        Process bridge =
                lightning(DIST, List.of("-Xlog:class+load:file=" + classes), "run", "--port", "0", "--home", "home");
        try {
            Path portFile = folder.resolve("home/bridge.port");
            waitFor(() -> Files.exists(portFile), bridge);
            assertThat(Files.readAllLines(classes))
                    .as("classes of ours that the archive lacks, each of which costs the start a millisecond")
                    .filteredOn(line -> line.matches(".* ai\\.openclaw\\.\\S+ source: file:.*"))
                    .hasSizeLessThan(5);

            assertThat(health(Files.readString(portFile).strip())).contains("\"status\":\"healthy\"");
            assertThat(said()).contains("is ready", "address", "next").hasLineCount(8);

            bridge.destroy();
            assertThat(bridge.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(said()).endsWith("stopped; everything is stored\n");
            assertThat(portFile).doesNotExist();
            try (Stream<Path> files = Files.list(folder.resolve("home/storage"))) {
                assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith("-wal"));
            }
        } finally {
            bridge.destroyForcibly();
        }
    }

    @Test
    void run_secondOnTheSameHome_refusedNamingTheFirst() throws Exception {
        Process first = lightning(DIST, List.of(), "run", "--port", "0", "--home", "home");
        try {
            waitFor(() -> Files.exists(folder.resolve("home/bridge.port")), first);
            Process second = lightning(DIST, List.of(), "run", "--port", "0", "--home", "home");

            assertThat(exitCode(second)).isEqualTo(1);
            assertThat(said()).contains("another bridge is running", "process " + first.pid());
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void run_portTaken_exit5() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(holder.getLocalPort());
            Process bridge = lightning(DIST, List.of(), "run", "--port", port, "--home", "home");

            assertThat(exitCode(bridge)).isEqualTo(5);
            assertThat(said()).contains("port " + port + " is taken");
        }
    }

    @Test
    void run_badKey_exit2WithTheNearest() throws Exception {
        Process bridge = lightning(DIST, List.of(), "run", "--home", "home", "--set", "bridge.prot=1");

        assertThat(exitCode(bridge)).isEqualTo(2);
        assertThat(said()).contains("bridge.prot: no such setting", "did you mean bridge.port?");
    }

    @Test
    void demo_packaged_adoptsTheRuleThatHelpsAndTakesTheOtherBack() throws Exception {
        Process demo = lightning(DIST, List.of("-Djava.io.tmpdir=" + folder), "demo");

        assertThat(exitCode(demo)).as(said()).isEqualTo(0);
        assertThat(said())
                .contains("300 simulated sessions", "demo-coder: the bridge suggests a rule.", "ADOPTED")
                .contains("demo-clerk: the bridge suggests a rule.")
                .containsPattern("ROLLED BACK|REFUTED") // harm, or an excluded gain: whichever shows first
                .doesNotContain("NO VERDICT");
        assertThat(said().lines()).allMatch(line -> line.length() <= 100);
        assertThat(demoHomes()).isEmpty();
    }

    @Test
    void demo_fewSessions_saysThatNoRuleStandsOut() throws Exception {
        Process demo = lightning(DIST, List.of("-Djava.io.tmpdir=" + folder), "demo", "--sessions", "3");

        assertThat(exitCode(demo)).as(said()).isEqualTo(0);
        assertThat(said())
                .contains("6 simulated sessions", "no rule stands out")
                .doesNotContain("told them apart");
    }

    /** By Ctrl-C at once, and after kill -9 by the next demo. */
    @Test
    void demo_ended_leavesNoHomeBehind() throws Exception {
        Process demo = lightning(DIST, List.of("-Djava.io.tmpdir=" + folder), "demo", "--stay");
        Eventually.until(LIMIT, this::said, () -> said().contains("is still running at"));
        assertThat(demoHomes()).hasSize(1);
        demo.destroy();
        exitCode(demo);
        assertThat(demoHomes()).isEmpty();

        Path left = Files.createDirectories(folder.resolve("lightning-demo-1/home/storage"))
                .getParent();
        Files.setLastModifiedTime(left.getParent(), FileTime.from(Instant.now().minusSeconds(3_600)));
        assertThat(exitCode(lightning(DIST, List.of("-Djava.io.tmpdir=" + folder), "demo", "--sessions", "1")))
                .isEqualTo(0);
        assertThat(demoHomes()).isEmpty();
    }

    private List<Path> demoHomes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("lightning-demo-"))
                    .toList();
        }
    }

    /** The archive remembers paths and times of the jars; unpacking elsewhere must not make it useless. */
    @Test
    void tarball_unpackedElsewhere_stillUsesTheClassArchive() throws Exception {
        Path tarball;
        try (Stream<Path> files = Files.list(DIST.toAbsolutePath().getParent())) {
            tarball = files.filter(file -> file.getFileName().toString().matches("lightning-[0-9.]+\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Process tar = new ProcessBuilder("tar", "xzf", tarball.toString(), "-C", elsewhere.toString())
                .inheritIO()
                .start();
        assertThat(exitCode(tar)).isEqualTo(0);
        Path unpacked;
        try (Stream<Path> folders = Files.list(elsewhere)) {
            unpacked = folders.findFirst().orElseThrow();
        }
        Path classes = folder.resolve("classes.log");

        Process version = lightning(unpacked, List.of("-Xlog:class+load:file=" + classes), "version");

        assertThat(exitCode(version)).isEqualTo(0);
        assertThat(Files.readString(classes)).contains(FROM_THE_ARCHIVE).doesNotContain("source: file:");
    }

    /** A copy loses the jars' times, and with them what packaging made; then the bridge makes its own for the next start. */
    @Test
    void copy_withoutTheTimes_makesAnArchiveOfItsOwn() throws Exception {
        Path copy = folder.resolve("copy");
        assertThat(exitCode(new ProcessBuilder("cp", "-r", DIST.toString(), copy.toString())
                        .inheritIO()
                        .start()))
                .isEqualTo(0);
        Path complete = folder.resolve("home/cache/archives.of");
        assertThat(exitCode(lightning(copy, List.of(), "doctor", "--home", "home")))
                .isEqualTo(0);
        assertThat(said()).contains("no class archive fits this Java");

        Process first = lightning(copy, List.of(), "run", "--port", "0", "--home", "home");
        waitFor(() -> Files.exists(complete), first);
        first.destroy();
        exitCode(first);

        Path classes = folder.resolve("classes.log");
        Process second = lightning(
                copy, List.of("-Xlog:class+load,class+init:file=" + classes), "run", "--port", "0", "--home", "home");
        try {
            waitFor(() -> Files.exists(folder.resolve("home/bridge.port")), second);
            assertThat(Files.readString(classes))
                    .contains(FROM_THE_ARCHIVE, "Initializing 'org/sqlite/JDBC'")
                    .as("what starts another process to find the platform out")
                    .doesNotContain("Initializing 'org/sqlite/util/OSInfo'");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private Process lightning(Path dist, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(dist.resolve("bin/lightning").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LIGHTNING_"));
        builder.environment().put("LIGHTNING_JAVA_OPTS", String.join(" ", flags));
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String health(String port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(LIMIT)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void waitFor(BooleanSupplier condition, Process process) throws Exception {
        Eventually.until(LIMIT, this::said, () -> {
            assertThat(process.isAlive()).as(said()).isTrue();
            return condition.getAsBoolean();
        });
    }
}
