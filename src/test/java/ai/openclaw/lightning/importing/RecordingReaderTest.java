package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of the known benchmarks, and what is none. */
class RecordingReaderTest {

    @TempDir
    Path folder;

    @Test
    void read_tauBench_mapped() throws IOException {
        Path file = Files.createDirectory(folder.resolve("tau-bench")).resolve("m.json");
        Files.writeString(file, """
                [{"task_id": 3, "trial": 1, "reward": 1.0, "traj": [
                  {"role": "system", "content": "s"}, {"role": "user", "content": "help"},
                  {"role": "assistant", "tool_calls": [{"function": {"name": "look", "arguments": "{\\"a\\":1}"}}]},
                  {"role": "tool", "content": "Error: none"}]}]
                """);
        Recording recording = read(file).get(0);

        assertThat(recording.agentId()).isEqualTo("tau-bench");
        assertThat(recording.sessionKey()).isEqualTo("tau-airline-3-1");
        assertThat(recording.taskKey()).isEqualTo("airline-3");
        assertThat(recording.traceId()).isEqualTo("dd0fc570c5c2630f8cf38750fdc4f467");
        assertThat(recording.events().stream().map(Object::toString))
                .anyMatch(event -> event.contains("\"call_id\":\"0\"")
                        && event.contains("\"params\":{\"a\":1}")
                        && event.contains("\"error\":\"Error: none\""))
                .anyMatch(event -> event.contains("\"reward_id\":\"outcome\"") && event.contains("\"success\":true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"x\":1}] | no \"traj\"",
                "{\"0\":{}} | no \"turn_history\"",
                "5 | must be an array (tau-bench) or an object (InterCode)"
            })
    void read_otherJson_refused(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), text);

        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    private static List<Recording> read(Path file) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        RecordingReader.read(file, recordings::add);
        return recordings;
    }
}
