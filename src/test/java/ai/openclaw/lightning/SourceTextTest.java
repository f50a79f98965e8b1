package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may not stand in the text of a source. */
class SourceTextTest {

    /** What paces itself instead of waiting for something: a load, a moment to kill at. */
    private static final Set<String> MAY_SLEEP = Set.of(
            "Eventually.java",
            "ExperimentCrashIT.java",
            "HealthUnderLoadIT.java",
            "TeamExperimentIT.java",
            "TeamIT.java",
            "TeamLoad.java",
            "WriterBench.java");

    @Test
    void tests_waiting_useEventually() throws IOException {
        for (Path file : SourceTree.code()) {
            if (file.startsWith("src/test")
                    && !MAY_SLEEP.contains(file.getFileName().toString())) {
                assertThat(Files.readString(file))
                        .as("%s must wait for a condition, with Eventually", file)
                        .doesNotContain("Thread" + ".sleep", "park" + "Nanos");
            }
        }
    }

    /** "can't be read: " + e shows a person the name of a class. */
    @Test
    void messages_withAFailureInThem_giveItsReason() throws IOException {
        Pattern appended = Pattern.compile("\"\\s*\\+\\s*(e|failure)\\s*[,;)+]");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(appended);
            }
        }
    }

    /** A path as it is would end at a question mark. */
    @Test
    void addressesOfDatabases_comeFromOneClass() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                if (!source.endsWith("DatabaseUrl.java")) {
                    assertThat(Files.readString(source)).as(source.toString()).doesNotContain("jdbc:sqlite:");
                }
            }
        }
    }
}
