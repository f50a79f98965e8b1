package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.LenientJson;
import ai.openclaw.lightning.config.table.Settings;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a configuration file into flat keys ({@code bridge.port}).
 */
final class ConfigFile {

    private static final long BYTES_MAX = 1024 * 1024;

    /** A value, and the line where it stands. */
    record Entry(Object value, int line) {}

    private ConfigFile() {}

    static Map<String, Entry> read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new ConfigException(file + ": larger than " + BYTES_MAX + " bytes");
            }
            try (JsonParser parser = LenientJson.FACTORY.createParser(Files.readAllBytes(file))) {
                return entries(parser, file);
            }
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String origin = location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
            // Without the parser's word on where the object began, which is about its own settings.
            String reason = e.getOriginalMessage().replaceFirst(" *\\(start marker at (?s:.*)", "");
            throw new ConfigException(file + origin + ": not JSON: " + reason, e);
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be read: " + IoReason.of(e), e);
        }
    }

    private static Map<String, Entry> entries(JsonParser parser, Path file) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        JsonToken first = parser.nextToken();
        if (first == null) {
            return entries; // a file whose every line is a comment
        }
        if (first != JsonToken.START_OBJECT) {
            throw new ConfigException(file + ": must be a JSON object: {…}");
        }
        addObject(parser, "", entries);
        if (parser.nextToken() != null) {
            throw new ConfigException(file + ":" + line(parser) + ": there is text after the closing }");
        }
        return entries;
    }

    private static void addObject(JsonParser parser, String prefix, Map<String, Entry> entries) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                int before = entries.size();
                addObject(parser, key + ".", entries);
                if (entries.size() == before && !isSection(key)) {
                    entries.put(key, new Entry(Map.of(), line)); // so that an unknown empty section is refused too
                }
            } else {
                entries.put(key, new Entry(LenientJson.scalarOrArray(parser), line));
            }
        }
    }

    static boolean isSection(String key) {
        return Settings.ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
    }

    private static int line(JsonParser parser) {
        return parser.currentLocation().getLineNr();
    }
}
