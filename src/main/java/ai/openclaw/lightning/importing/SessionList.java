package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What OpenClaw's own list of sessions, {@code sessions.json}, says of those whose transcripts are in its folder. */
final class SessionList {

    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> spawners = new HashMap<>();

    private SessionList() {}

    /** A list that knows nothing. */
    static SessionList empty() {
        return new SessionList();
    }

    /** That of a folder, if it has one; what is before the tear, if it is torn. */
    static SessionList of(Path folder, Findings findings) {
        SessionList sessions = new SessionList();
        Path list = folder.resolve("sessions.json");
        if (Files.exists(list)) {
            try (SourceFile source = new SourceFile(list);
                    JsonParser parser = ImportJson.parser(source.text())) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    parser.nextToken();
                    sessions.add(key, parser.readValueAsTree());
                }
            } catch (IOException e) {
                findings.fault(list, "can't be read to its end, so some sessions have no name but their id");
            }
        }
        return sessions;
    }

    private void add(String key, JsonNode session) {
        String id = session.path("sessionId").asText();
        keys.put(id, key);
        ids.put(key, id);
        if (session.path("spawnedBy").isTextual()) {
            spawners.put(key, session.get("spawnedBy").textValue());
        }
    }

    /** The session's key; its id where the key is not known. */
    String key(String id) {
        return keys.getOrDefault(id, id);
    }

    /** The id of the session with that key; the key where the id is not known. */
    String id(String key) {
        return ids.getOrDefault(key, key);
    }

    /** The key of the session that started the one with that key; empty where none is known. */
    String spawner(String key) {
        return spawners.getOrDefault(key, "");
    }
}
