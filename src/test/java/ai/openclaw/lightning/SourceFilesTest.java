package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long files may be. */
class SourceFilesTest {

    private static final int LINES_MAX = 250;
    private static final int MEDIAN_MAX = 75;

    @Test
    void lines_everyFile_atMost250() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : SourceTree.code()) {
            if (lines(file) > LINES_MAX) {
                tooLong.add(file.getFileName().toString());
            }
        }
        assertThat(tooLong)
                .as("files of more than %d lines: split them by what they are about", LINES_MAX)
                .isEmpty();
    }

    @Test
    void lines_median_atMost75() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        for (Path file : SourceTree.code()) {
            lengths.add(lines(file));
        }
        lengths.sort(null);

        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(MEDIAN_MAX);
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }
}
