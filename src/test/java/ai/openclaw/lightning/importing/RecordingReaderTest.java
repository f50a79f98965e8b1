package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingReaderTest {

    private static final Path TRACES = Path.of(System.getProperty("traces.dir", "../shared/traces"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tau-bench/gpt-4o-airline.json.gz, 200, 1164, 84",
        "intercode-sql/gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns.json.gz, 1034, 7499, 489",
        "intercode-sql/gpt-3.5_ic_sql_react_10_turns.json.gz, 1034, 5551, 607",
        "intercode-sql/gpt-3.5_ic_sql_multiturn_gpt-3.5_10_turns_handicap.json.gz, 1034, 3644, 753"
    })
    void read_recordedFiles_countsOfTheirReadme(String name, int traces, int calls, int successes) throws IOException {
        Path file = TRACES.resolve(name);
        assumeTrue(Files.exists(file), "the recorded traces are not here: " + TRACES.toAbsolutePath());
        List<Recording> recordings = read(file);

        assertThat(recordings).hasSize(traces);
        assertThat(recordings.stream().map(Recording::traceId)).doesNotHaveDuplicates();
        assertThat(recordings.stream().mapToInt(r -> r.calls().size()).sum()).isEqualTo(calls);
        assertThat(recordings.stream().filter(Recording::success)).hasSize(successes);
    }

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
                "execute[SELECT 1] | SELECT 1 | select",
                "execute[SHOW TABLES | SHOW TABLES | show",
                "(select 1) | (select 1) | select",
                "submit | submit | submit",
                "I think so | I think so | text",
                "12 | 12 | text"
            })
    void interCode_action_statementAndTool(String action, String statement, String tool) {
        assertThat(InterCode.statement(action)).isEqualTo(statement);
        assertThat(InterCode.tool(statement)).isEqualTo(tool);
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
