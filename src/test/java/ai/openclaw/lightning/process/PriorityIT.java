package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who goes first where a processor is short. */
@EnabledOnOs(OS.LINUX)
class PriorityIT {

    /** Of a thread: its name, as much as the system keeps of it, and its nice value. */
    private record Nice(String thread, int value) {}

    @TempDir
    private Path folder;

    @Test
    void run_onlyThreadsThatCanWait_yield() throws Exception {
        try (ChildBridge bridge = ChildBridge.start(folder.resolve("home"))) {
            assertThat(bridge.post("/session/start", "{\"session_key\":\"s\",\"message\":\"m\"}")
                            .statusCode())
                    .isEqualTo(200);
            bridge.json("/traces");

            List<Nice> threads = threads(bridge.handle().pid());
            assertThat(threads)
                    .filteredOn(one -> one.thread().matches("vert\\.x-worker.*|lightning-optim.*"))
                    .hasSizeGreaterThan(1)
                    .allMatch(one -> one.value() == 10);
            assertThat(threads)
                    .filteredOn(one -> one.thread().matches("vert\\.x-eventloop?|lightning-write.*|java|.*Compiler.*"))
                    .hasSizeGreaterThan(4)
                    .allMatch(one -> one.value() == 0);
            assertThat(bridge.output()).doesNotContain("warning");
        }
    }

    private static List<Nice> threads(long process) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            return tasks.map(PriorityIT::nice).toList();
        }
    }

    private static Nice nice(Path task) {
        try {
            // The name stands in brackets and may hold blanks; the nice value is the 17th field behind it.
            String stat = Files.readString(task.resolve("stat"));
            StringTokenizer behind = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
            for (int i = 0; i < 16; i++) {
                behind.nextToken();
            }
            return new Nice(Files.readString(task.resolve("comm")).strip(), Integer.parseInt(behind.nextToken()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
