package ai.openclaw.lightning.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of entries, whatever a bridge that was killed left of it. */
class EntryFileTest {

    /** Of the length and the checksum. */
    private static final int HEAD = 8;

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("entries");
    }

    private void append(long size, String... entries) throws IOException {
        try (EntryFile file = EntryFile.open(path(), size)) {
            for (String entry : entries) {
                file.append(entry.getBytes(UTF_8));
            }
        }
    }

    private List<String> read() throws IOException {
        List<String> entries = new ArrayList<>();
        EntryFile.read(path(), entry -> entries.add(new String(entry, UTF_8)));
        return entries;
    }

    @Test
    void entry_longerThanTheBuffer_isReadAsItWas() throws Exception {
        String large = "x".repeat(200_000);
        append(0, "one", large, "");
        assertThat(read()).containsExactly("one", large, "");
    }

    @Test
    void file_cutOffAnywhere_hasTheWholeEntriesAndTakesMore() throws Exception {
        append(0, "one", "two");
        byte[] whole = Files.readAllBytes(path());
        for (int length = 0; length < whole.length; length++) {
            Files.write(path(), Arrays.copyOf(whole, length));
            long size = EntryFile.read(path(), entry -> {});
            append(size, "three");
            assertThat(read())
                    .as("cut at %d", length)
                    .isEqualTo(length < HEAD + 3 ? List.of("three") : List.of("one", "three"));
        }
    }

    @Test
    void entry_changed_isPassedOver() throws Exception {
        append(0, "one", "two", "three");
        byte[] changed = Files.readAllBytes(path());
        changed[2 * HEAD + 3] ^= 1; // the first letter of the second
        Files.write(path(), changed, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(read()).containsExactly("one", "three");
    }

    @Test
    void length_changed_endsTheFile() throws Exception {
        append(0, "one", "two");
        byte[] changed = Files.readAllBytes(path());
        changed[HEAD + 3] = -1;
        Files.write(path(), changed, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(read()).containsExactly("one");
    }
}
