package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the sample file and the docs against the table; {@code -Dsettings.write=true} writes them instead. */
class SettingsTest {

    private static final Path SAMPLE = Path.of("conf/config.json");
    private static final Path DOCS = Path.of("docs/configuration.md");
    private static final boolean WRITE = Boolean.getBoolean("settings.write");

    @Test
    void all_everySetting_listedOnceWithAWellFormedKey() throws IllegalAccessException {
        int fields = 0;
        for (java.lang.reflect.Field field : Settings.class.getDeclaredFields()) {
            if (field.getType() == Setting.class) {
                assertThat(Settings.ALL).contains((Setting<?>) field.get(null));
                fields++;
            }
        }
        assertThat(Settings.ALL).hasSize(fields).doesNotHaveDuplicates();
        assertThat(Settings.ALL).allSatisfy(setting -> {
            assertThat(setting.key()).matches("[a-z]+\\.[a-z]+(_[a-z]+)*");
            assertThat(setting.description()).hasSizeLessThan(110).doesNotEndWith(".");
        });
    }

    @Test
    void sample_everyKey_atItsDefaultUnderItsDescription() throws IOException {
        String expected = sample();
        if (WRITE) {
            Files.writeString(SAMPLE, expected);
        }
        assertThat(Files.readString(SAMPLE)).isEqualTo(expected);
    }

    @Test
    void sample_loaded_isTheDefaults() {
        ConfigLoader.Loaded loaded = ConfigLoader.load(SAMPLE, Map.of(), Map.of());

        assertThat(loaded.config()).isEqualTo(Config.defaults());
        assertThat(loaded.origins()).hasSize(Settings.ALL.size());
    }

    @Test
    void docs_everyKey_hasItsRow() throws IOException {
        String text = Files.readString(DOCS);
        String head = text.substring(0, text.indexOf("| key |"));
        String table = text.substring(head.length());
        String tail = table.contains("\n\n") ? table.substring(table.indexOf("\n\n")) : "\n";
        String expected = head + table() + tail;
        if (WRITE) {
            Files.writeString(DOCS, expected);
        }
        assertThat(Files.readString(DOCS)).isEqualTo(expected);
    }

    private static String sample() {
        Map<String, List<Setting<?>>> sections = Settings.ALL.stream()
                .collect(Collectors.groupingBy(
                        setting -> setting.key().substring(0, setting.key().indexOf('.')),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return sections.entrySet().stream()
                .map(section -> section.getValue().stream()
                        .map(SettingsTest::sampleLines)
                        .collect(Collectors.joining(",\n", "  \"" + section.getKey() + "\": {\n", "\n  }")))
                .collect(Collectors.joining(",\n\n", """
                        // Every setting of OpenClaw Lightning at its default. To change one, put it into <home>/config.json:
                        // only what differs is needed there. Comments and trailing commas are fine.
                        {
                        """, "\n}\n"));
    }

    private static String sampleLines(Setting<?> setting) {
        String name = setting.key().substring(setting.key().indexOf('.') + 1);
        return "    // " + setting.description() + ".\n    \"" + name + "\": " + setting.defaultJson();
    }

    private static String table() {
        return Settings.ALL.stream()
                .map(setting -> "| `" + setting.key() + "` | `" + setting.defaultJson() + "` | "
                        + setting.kind().allowed() + " | " + setting.description() + " |")
                .collect(Collectors.joining(
                        "\n", "| key | default | allowed | what it does |\n| --- | --- | --- | --- |\n", ""));
    }
}
