package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the decisions, and how each begins. */
final class Decisions {

    static final Path FOLDER = Path.of("docs/decisions");
    private static final Pattern HEAD = Pattern.compile("""
            # (\\d{4})\\. (\\S.*)

            - Status: ((?:accepted|superseded)\\b[^#]*)
            - Date: (\\d{4}-\\d{2}-\\d{2})
            """);

    private Decisions() {}

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }

    static MatchResult head(String name) throws IOException {
        var head = HEAD.matcher(Files.readString(FOLDER.resolve(name)));
        assertThat(head.lookingAt())
                .as("%s must begin like docs/decisions/0001-record-decisions.md: title, status, date", name)
                .isTrue();
        return head.toMatchResult();
    }
}
