package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.storage.postgres.PostgresServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/team.md do what it says, but for the name of the server. */
final class TeamDocIT {

    private static final Pattern BLOCK = Pattern.compile("(?m)(?:^    .*\\R)+");
    private static final int MINUTES_MAX = 2;

    @TempDir
    private Path folder;

    @Test
    void commands_ofTheSetUp_leadToABridgeOnTheDatabase() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/team.md")))
                .results()
                .map(match -> match.group().stripIndent())
                .toList();
        try (PostgresServer server = PostgresServer.own()) {
            String address = server.newDatabase().replaceFirst("[^/]+$", "lightning");
            run(server, blocks.get(0));
            try {
                run(server, blocks.get(1).replace("postgresql://db.example:5432/lightning", address));
                run(server, "lightning status");
                assertThat(server.count(address, "SELECT COUNT(*) FROM schema_versions"))
                        .isPositive();
                assertThat(Files.readString(folder.resolve("home/config.json")))
                        .doesNotContain(
                                Files.readString(folder.resolve("password")).strip());
            } finally {
                run(server, "lightning stop || true"); // where it never started, that is what is told
            }
        }
    }

    private void run(PostgresServer server, String script) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-exc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(server.environment());
        environment.put("LIGHTNING_HOME", folder.resolve("home").toString());
        environment.put("LIGHTNING_BRIDGE_PORT", "0");
        environment.merge(
                "PATH",
                server.programs()
                        + File.pathSeparator
                        + ChildBridge.LAUNCHER.toAbsolutePath().getParent(),
                (old, ours) -> ours + File.pathSeparator + old);
        Process process = builder.start();
        assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
