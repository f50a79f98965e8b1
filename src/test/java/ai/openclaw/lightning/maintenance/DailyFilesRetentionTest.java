package ai.openclaw.lightning.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many days are kept. */
class DailyFilesRetentionTest {

    private static final long DAY = LocalDate.of(2026, 11, 22).toEpochDay();

    @TempDir
    private Path folder;

    @Test
    void write_yearsOfDays_keepsTheNewestAndWhatIsNotItsOwn() throws IOException {
        Map<Long, TraceFigures> days = new HashMap<>();
        for (int i = 0; i < 1_105; i++) {
            days.put(DAY - i, TraceFigures.ofToolCalls(1, 0));
        }
        Files.writeString(folder.resolve("0-notes.json"), "mine");
        new DailyFiles(folder).write(days);

        try (var all = Files.list(folder)) {
            assertThat(all).hasSize(1_101);
        }
        assertThat(folder.resolve("2026-11-22.json")).exists();
        assertThat(folder.resolve("0-notes.json")).exists();
    }
}
