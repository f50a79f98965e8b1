package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.LenientJson;
import ai.openclaw.lightning.config.setting.Setting;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes one setting in a configuration file, and nothing else there: comments and order stay. */
public final class ConfigEdit {

    private ConfigEdit() {}

    /**
     * Sets it to a value in JSON. The file is made where there is none, readable by its owner only; whoever
     * reads meanwhile sees the old or the new one.
     *
     * @throws ConfigException when the file is wrong as it stands or can't be written
     */
    public static void set(Path file, Setting<?> setting, String json) {
        try {
            boolean exists = Files.exists(file);
            if (exists) {
                ConfigFile.read(file); // a mistake in it is to be told, not moved
            }
            String old = exists ? Files.readString(file) : "";
            int dot = setting.key().lastIndexOf('.');
            String section = setting.key().substring(0, dot);
            Home.write(file, changed(old, section, setting.key().substring(dot + 1), json));
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be changed: " + IoReason.of(e), e);
        }
    }

    static String changed(String json, String section, String name, String value) throws IOException {
        Offsets offsets = Offsets.find(json, section, name);
        String member = '"' + name + "\": " + value;
        if (offsets.value() != null) {
            return replaced(json, offsets.value(), offsets.valueEnd(), value);
        } else if (offsets.section() != null) {
            return replaced(json, offsets.section(), offsets.section(), "\n    " + member + ",");
        } else if (offsets.root() != null) {
            String newSection = "\n  \"" + section + "\": {\n    " + member + "\n  },";
            return replaced(json, offsets.root(), offsets.root(), newSection);
        }
        String comments = json.isBlank() ? "" : json.stripTrailing() + "\n";
        return comments + "{\n  \"" + section + "\": {\n    " + member + "\n  }\n}\n";
    }

    private static String replaced(String json, int from, int to, String text) {
        return json.substring(0, from) + text + json.substring(to);
    }

    /** Offsets: behind the opening brace of root and section, and around the value; null for what is not there. */
    private record Offsets(Integer root, Integer section, Integer value, Integer valueEnd) {

        static Offsets find(String json, String section, String name) throws IOException {
            Offsets whole = whole(json, section + "." + name);
            return whole.value() == null ? nested(json, section, name) : whole;
        }

        /** A key may also stand whole in the root: {@code "bridge.port": 1}. */
        private static Offsets whole(String json, String key) throws IOException {
            try (JsonParser parser = LenientJson.FACTORY.createParser(json)) {
                return parser.nextToken() == JsonToken.START_OBJECT && enter(parser, key)
                        ? value(parser, null, null)
                        : new Offsets(null, null, null, null);
            }
        }

        private static Offsets nested(String json, String section, String name) throws IOException {
            try (JsonParser parser = LenientJson.FACTORY.createParser(json)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return new Offsets(null, null, null, null);
                }
                int root = start(parser) + 1;
                if (!enter(parser, section) || parser.currentToken() != JsonToken.START_OBJECT) {
                    return new Offsets(root, null, null, null);
                }
                int inside = start(parser) + 1;
                if (!enter(parser, name)) {
                    return new Offsets(root, inside, null, null);
                }
                return value(parser, root, inside);
            }
        }

        /** Around the value that the parser is at, which may be a list. */
        private static Offsets value(JsonParser parser, Integer root, Integer section) throws IOException {
            int from = start(parser);
            parser.skipChildren();
            parser.finishToken();
            return new Offsets(
                    root, section, from, (int) parser.currentLocation().getCharOffset());
        }

        /** To the value of that member of the current object; false when the object ends without it. */
        private static boolean enter(JsonParser parser, String name) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                parser.nextToken();
                if (found) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        }

        private static int start(JsonParser parser) {
            return (int) parser.currentTokenLocation().getCharOffset();
        }
    }
}
