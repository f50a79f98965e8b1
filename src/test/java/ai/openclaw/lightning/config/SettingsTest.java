package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.Settings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the sample file and the docs against the table; {@code -Dsettings.write=true} writes them instead. */
class SettingsTest {

    private static final Path SAMPLE = Path.of("conf/config.json");
    private static final Path TABLE = Path.of("src/main/java/ai/openclaw/lightning/config/table");
    private static final Path DOCS = Path.of("docs/configuration.md");
    private static final boolean WRITE = Boolean.getBoolean("settings.write");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (WRITE) {
            Files.writeString(SAMPLE, sample());
            Files.writeString(DOCS, docs());
        }
    }

    @Test
    void all_rowsOfEverySection_listedOnceWithAWellFormedKey() throws Exception {
        List<Setting<?>> rows = new ArrayList<>();
        for (Class<?> section : sections()) {
            for (Field field : section.getDeclaredFields()) {
                if (field.getType() == Setting.class) {
                    Setting<?> row = (Setting<?>) field.get(null);
                    assertThat(row.key()).endsWith("." + field.getName().toLowerCase(Locale.ROOT));
                    rows.add(row);
                }
            }
        }
        assertThat(Settings.ALL).containsExactlyInAnyOrderElementsOf(rows).doesNotHaveDuplicates();
        assertThat(Settings.ALL).allSatisfy(setting -> {
            assertThat(setting.key()).matches("[a-z]+(\\.[a-z]+){1,2}(_[a-z]+)*");
            assertThat(setting.description()).hasSizeLessThan(110).doesNotEndWith(".");
        });
    }

    @Test
    void sample_everyKey_atItsDefaultUnderItsDescription() throws IOException {
        assertThat(Files.readString(SAMPLE)).isEqualTo(sample());
    }

    @Test
    void sample_loaded_isTheDefaults() {
        ConfigLoader.Loaded loaded = ConfigLoader.load(SAMPLE, Map.of(), Map.of());

        assertThat(loaded.config()).isEqualTo(Config.defaults());
        assertThat(loaded.origins()).hasSize(Settings.ALL.size());
    }

    @Test
    void docs_everyKey_hasItsRow() throws IOException {
        assertThat(Files.readString(DOCS)).isEqualTo(docs());
    }

    private static String docs() throws IOException {
        String text = Files.readString(DOCS);
        String head = text.substring(0, text.indexOf("| key |"));
        String table = text.substring(head.length());
        return head + table() + (table.contains("\n\n") ? table.substring(table.indexOf("\n\n")) : "\n");
    }

    private static List<Class<?>> sections() throws Exception {
        try (Stream<Path> files = Files.list(TABLE)) {
            List<Class<?>> sections = new ArrayList<>();
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString().replace(".java", "");
                if (name.endsWith("Section")) {
                    sections.add(Class.forName(Settings.class.getPackageName() + "." + name));
                }
            }
            return sections;
        }
    }

    private static String sample() {
        return sections(Settings.ALL, "").entrySet().stream()
                .map(section -> "  \"" + section.getKey() + "\": {\n"
                        + sampleLines(section.getValue(), section.getKey() + ".", "    ") + "\n  }")
                .collect(Collectors.joining(",\n\n", """
                        // Every setting of OpenClaw Lightning at its default. To change one, put it into <home>/config.json:
                        // only what differs is needed there. Comments and trailing commas are fine.
                        {
                        """, "\n}\n"));
    }

    /** The settings below that prefix by the next part of their names. */
    private static Map<String, List<Setting<?>>> sections(List<Setting<?>> settings, String prefix) {
        return settings.stream()
                .collect(Collectors.groupingBy(
                        setting -> setting.key().substring(prefix.length()).split("\\.", 2)[0],
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static String sampleLines(List<Setting<?>> settings, String prefix, String indent) {
        return sections(settings, prefix).entrySet().stream()
                .map(part -> {
                    Setting<?> first = part.getValue().get(0);
                    return first.key().equals(prefix + part.getKey())
                            ? indent + "// " + first.description() + ".\n" + indent + "\"" + part.getKey() + "\": "
                                    + first.defaultJson()
                            : indent + "\"" + part.getKey() + "\": {\n"
                                    + sampleLines(part.getValue(), prefix + part.getKey() + ".", indent + "  ") + "\n"
                                    + indent + "}";
                })
                .collect(Collectors.joining(",\n"));
    }

    private static String table() {
        return Settings.ALL.stream()
                .map(setting -> "| `" + setting.key() + "` | `" + setting.defaultJson() + "` | "
                        + setting.type().allowed() + " | " + setting.description() + " |")
                .collect(Collectors.joining(
                        "\n", "| key | default | allowed | what it does |\n| --- | --- | --- | --- |\n", ""));
    }
}
