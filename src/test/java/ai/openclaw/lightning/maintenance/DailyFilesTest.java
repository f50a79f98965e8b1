package ai.openclaw.lightning.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.model.Durations;
import ai.openclaw.lightning.model.TraceFigures;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyFilesTest {

    private static final long DAY = LocalDate.of(2026, 11, 22).toEpochDay();

    @TempDir
    private Path folder;

    private static TraceFigures figures(long traces, long calls) {
        return new TraceFigures(traces, 3, 1, 2, 1, 3_000, 2, 700, calls, 1, 2, 0.5, 2, Durations.NONE);
    }

    private JsonNode read(String name) throws IOException {
        return TestJson.MAPPER.readTree(Files.readString(folder.resolve(name)));
    }

    @Test
    void write_aDay_isAReadableFileOfItsOwnersOnly() throws IOException {
        assertThat(new DailyFiles(folder).write(Map.of(DAY, figures(4, 9), DAY - 1, TraceFigures.ofToolCalls(1, 0))))
                .isEqualTo(2);

        JsonNode day = read("2026-11-22.json");
        assertThat(day.get("date").asText()).isEqualTo("2026-11-22");
        assertThat(day.get("traces").asInt()).isEqualTo(4);
        assertThat(day.get("success_rate").asDouble()).isEqualTo(2 / 3.0);
        assertThat(day.get("avg_latency_ms").asDouble()).isEqualTo(1_500);
        assertThat(day.get("avg_reward").asDouble()).isEqualTo(0.25);
        assertThat(read("2026-11-21.json").get("success_rate").isNull()).isTrue();
        assertThat(Files.readString(folder.resolve("2026-11-22.json")).lines()).hasSizeGreaterThan(10);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("2026-11-22.json"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void write_sameOrLess_leavesTheFile_moreReplacesIt() throws IOException {
        DailyFiles files = new DailyFiles(folder);
        files.write(Map.of(DAY, figures(4, 9)));

        assertThat(files.write(Map.of(DAY, figures(4, 9)))).isZero();
        assertThat(files.write(Map.of(DAY, figures(1, 2)))).isZero(); // retention took the rest
        assertThat(files.write(Map.of(DAY, figures(4, 8)))).isZero();
        assertThat(read("2026-11-22.json").get("traces").asInt()).isEqualTo(4);
        assertThat(files.write(Map.of(DAY, figures(5, 9)))).isEqualTo(1);
        assertThat(read("2026-11-22.json").get("traces").asInt()).isEqualTo(5);
    }

    @Test
    void write_fileThatSomebodyBroke_isWrittenAnew() throws IOException {
        for (byte[] broken : List.of("{\"traces\": 99, oops".getBytes(UTF_8), new byte[] {'{', (byte) 0xff})) {
            Files.write(folder.resolve("2026-11-22.json"), broken);

            assertThat(new DailyFiles(folder).write(Map.of(DAY, figures(4, 9)))).isEqualTo(1);
            assertThat(read("2026-11-22.json").get("traces").asInt()).isEqualTo(4);
        }
    }
}
