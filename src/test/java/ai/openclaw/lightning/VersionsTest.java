package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packages of a release have one version: that of {@code pom.xml}. */
class VersionsTest {

    @Test
    void packages_all_haveTheVersionOfTheProgram() throws IOException {
        String version = first("<artifactId>openclaw-lightning</artifactId>\\s*<version>([^<]+)</version>", "pom.xml");
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(first("\"version\": \"([^\"]+)\"", "openclaw/package.json")).isEqualTo(version);
        assertThat(first("\"version\": \"([^\"]+)\"", "openclaw/openclaw.plugin.json"))
                .isEqualTo(version);
        assertThat(first("(?m)^version = \"([^\"]+)\"", "python/pyproject.toml"))
                .isEqualTo(version);
        assertThat(first("__version__ = \"([^\"]+)\"", "python/openclaw_lightning/__init__.py"))
                .isEqualTo(version);
    }

    private static String first(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(matcher.find()).as(file).isTrue();
        return matcher.group(1);
    }
}
