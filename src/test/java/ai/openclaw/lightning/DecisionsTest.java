package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the decisions to their numbers, sections and index; each message says what to do. */
class DecisionsTest {

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final List<String> SECTIONS = List.of("Question", "Measured", "Decision", "Consequences");

    @Test
    void numbers_allFiles_countUpFromOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        int next = 1;
        for (String name : Decisions.names()) {
            assertThat(name).matches(FILE);
            String number = String.format(Locale.ROOT, "%04d", next++);
            if (!name.startsWith(number)) {
                wrong.add("git mv docs/decisions/" + name + " docs/decisions/" + number + name.substring(4)
                        + ", and let its title, the index and all that refers to it follow");
            }
        }
        assertThat(wrong).as("numbers are neither skipped nor given twice").isEmpty();
    }

    @Test
    void dates_allFiles_inOrder() throws IOException {
        List<String> dates = new ArrayList<>();
        for (String name : Decisions.names()) {
            dates.add(Decisions.head(name).group(4));
        }
        assertThat(dates).isSorted();
    }

    @Test
    void text_everyFile_hasItsNumberAndTheSectionsInOrder() throws IOException {
        for (String name : Decisions.names()) {
            assertThat(Decisions.head(name).group(1)).as("the title of " + name).isEqualTo(name.substring(0, 4));
            assertThat(Files.readString(Decisions.FOLDER.resolve(name)).lines())
                    .filteredOn(line -> line.startsWith("## "))
                    .as("the sections of " + name)
                    .containsExactlyElementsOf(
                            SECTIONS.stream().map("## "::concat).toList());
        }
    }

    @Test
    void index_everyDecision_hasItsLine() throws IOException {
        List<String> expected = new ArrayList<>();
        for (String name : Decisions.names()) {
            MatchResult head = Decisions.head(name);
            expected.add(String.format(
                    Locale.ROOT,
                    "| [%s](%s) | %s | %s | %s |",
                    head.group(1),
                    name,
                    head.group(2),
                    head.group(3).replaceAll("(?s)\\W.*", ""),
                    head.group(4)));
        }
        assertThat(Files.readAllLines(Decisions.FOLDER.resolve("README.md")))
                .filteredOn(line -> line.startsWith("| ["))
                .as("the table of docs/decisions/README.md")
                .containsExactlyElementsOf(expected);
    }
}
