package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What decisions refer to is there, and so are the decisions that others refer to. */
class DecisionLinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern REFERENCE = Pattern.compile("decisions/(\\d{4}-[a-z0-9-]+\\.md)");

    @Test
    void links_ofDecisions_leadSomewhere() throws IOException {
        List<String> files = new ArrayList<>(Decisions.names());
        files.add("README.md");
        for (String name : files) {
            LINK.matcher(Files.readString(Decisions.FOLDER.resolve(name)))
                    .results()
                    .forEach(link -> assertThat(Decisions.FOLDER.resolve(link.group(1)))
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
                    .forEach(reference -> assertThat(Decisions.FOLDER.resolve(reference.group(1)))
                            .as("a decision that " + file + " refers to")
                            .exists());
        }
    }
}
