package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces that come with the program. */
class SampleTracesTest {

    private static final SampleTraces SAMPLE = new SampleTraces(Path.of("examples/sample-traces.jsonl.gz"));

    @TempDir
    Path folder;

    @Test
    void imported_anHourLaterAgain_storedOnceAndRecent() throws Exception {
        Path home = folder.resolve("home");
        long now = System.currentTimeMillis();
        try (MovedBridge bridge = new MovedBridge(home)) {
            CommandRun first = imported(home, now);
            CommandRun second = imported(home, now + Duration.ofHours(1).toMillis());

            assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
            assertThat(first.out()).startsWith("300 traces, ");
            assertThat(second.out()).as(second.err()).startsWith("nothing new" + System.lineSeparator());
            long newest = bridge.get("/traces?limit=1").at("/traces/0/end_time").asLong();
            assertThat(newest).isBetween(now - Duration.ofDays(1).toMillis(), now);
            assertThat(bridge.get("/traces?agent_id=sample-clerk&limit=1")
                            .at("/traces/0/start_time")
                            .asLong())
                    .isGreaterThan(now - Duration.ofDays(8).toMillis());
        }
    }

    @Test
    void sample_withAFile_orNeither_refused() {
        assertThat(CommandRun.of("import", "--sample", "a.jsonl").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("import").err()).contains("name a FILE to import, or use --sample");
    }

    private CommandRun imported(Path home, long now) throws Exception {
        Path copy = folder.resolve("copy/sample.jsonl");
        SAMPLE.writeTo(copy, now);
        return CommandRun.on(home, "import", copy.toString());
    }
}
