package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published recordings, counted as their own notes count them. */
class RecordedCountsTest {

    private static final Path TRACES = Path.of(System.getProperty("traces.dir", "../shared/traces"));

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
        List<Recording> recordings = new ArrayList<>();
        RecordingReader.read(file, recordings::add);

        assertThat(recordings).hasSize(traces);
        assertThat(recordings.stream().map(Recording::traceId)).doesNotHaveDuplicates();
        assertThat(recordings.stream().mapToInt(r -> r.calls().size()).sum()).isEqualTo(calls);
        assertThat(recordings.stream().filter(Recording::success)).hasSize(successes);
    }
}
