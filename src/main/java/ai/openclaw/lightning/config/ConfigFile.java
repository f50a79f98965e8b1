package ai.openclaw.lightning.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON with comments and trailing commas into flat keys ({@code bridge.port}). The only class of the package that
 * needs Jackson, which is therefore not loaded where there is no file; streaming only, for the start's sake.
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
            try (JsonParser parser = factory().createParser(Files.readAllBytes(file))) {
                return entries(parser, file);
            }
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String place = location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
            // Without the parser's word on where the object began, which is about its own settings.
            String reason = e.getOriginalMessage().replaceFirst(" *\\(start marker at (?s:.*)", "");
            throw new ConfigException(file + place + ": not JSON: " + reason, e);
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be read: " + e, e);
        }
    }

    /** An array that stands alone, or nothing where the text is no array. */
    static Optional<List<Object>> array(String text) {
        try (JsonParser parser = factory().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<Object> array = elements(parser);
            return parser.nextToken() == null ? Optional.of(array) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
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
            throw new ConfigException(file + ":" + line(parser) + ": something follows the closing }");
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
                entries.put(key, new Entry(scalarOrArray(parser), line));
            }
        }
    }

    static boolean isSection(String key) {
        return Settings.ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
    }

    private static Object scalarOrArray(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> elements(parser);
            default -> null; // JSON's null, which no setting takes
        };
    }

    /** Infinity for what no setting can hold: it is out of every range, and says so without overflowing. */
    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) Double.POSITIVE_INFINITY
                : (Object) parser.getLongValue();
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
                elements.add(Map.of());
            } else {
                elements.add(scalarOrArray(parser));
            }
        }
        return elements;
    }

    private static int line(JsonParser parser) {
        return parser.currentLocation().getLineNr();
    }
}
