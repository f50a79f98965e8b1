package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the decisions to their numbers, their sections and their index; each message says what to do. */
class DecisionsTest {

    private static final Path FOLDER = Path.of("docs/decisions");
    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern HEAD = Pattern.compile("""
            # (\\d{4})\\. (\\S.*)

            - Status: ((?:accepted|superseded)\\b[^#]*)
            - Date: (\\d{4}-\\d{2}-\\d{2})
            """);
    private static final List<String> SECTIONS = List.of("Question", "Measured", "Decision", "Consequences");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern REFERENCE = Pattern.compile("decisions/(\\d{4}-[a-z0-9-]+\\.md)");

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }

    private static MatchResult head(String name) throws IOException {
        var head = HEAD.matcher(Files.readString(FOLDER.resolve(name)));
        assertThat(head.lookingAt())
                .as("%s must begin like docs/decisions/0001-record-decisions.md: title, status, date", name)
                .isTrue();
        return head.toMatchResult();
    }

    @Test
    void numbers_allFiles_countUpFromOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        int next = 1;
        for (String name : names()) {
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
        for (String name : names()) {
            dates.add(head(name).group(4));
        }
        assertThat(dates).isSorted();
    }

    @Test
    void text_everyFile_hasItsNumberAndTheSectionsInOrder() throws IOException {
        for (String name : names()) {
            assertThat(head(name).group(1)).as("the title of " + name).isEqualTo(name.substring(0, 4));
            assertThat(Files.readString(FOLDER.resolve(name)).lines())
                    .filteredOn(line -> line.startsWith("## "))
                    .as("the sections of " + name)
                    .containsExactlyElementsOf(
                            SECTIONS.stream().map("## "::concat).toList());
        }
    }

    @Test
    void index_everyDecision_hasItsLine() throws IOException {
        List<String> expected = new ArrayList<>();
        for (String name : names()) {
            MatchResult head = head(name);
            expected.add(String.format(
                    Locale.ROOT,
                    "| [%s](%s) | %s | %s | %s |",
                    head.group(1),
                    name,
                    head.group(2),
                    head.group(3).replaceAll("(?s)\\W.*", ""),
                    head.group(4)));
        }
        assertThat(Files.readAllLines(FOLDER.resolve("README.md")))
                .filteredOn(line -> line.startsWith("| ["))
                .as("the table of docs/decisions/README.md")
                .containsExactlyElementsOf(expected);
    }

    @Test
    void links_ofDecisions_leadSomewhere() throws IOException {
        List<String> files = new ArrayList<>(names());
        files.add("README.md");
        for (String name : files) {
            LINK.matcher(Files.readString(FOLDER.resolve(name)))
                    .results()
                    .forEach(link -> assertThat(FOLDER.resolve(link.group(1)))
                            .as("a link in " + name)
                            .exists());
        }
    }

    @Test
    void references_fromTheTree_nameADecisionThatExists() throws IOException {
        for (Path file : SourceTree.texts()) {
            REFERENCE
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(reference -> assertThat(FOLDER.resolve(reference.group(1)))
                            .as("a decision that " + file + " refers to")
                            .exists());
        }
    }
}
