package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells which session ran a turn: a session of OpenClaw that was forked repeats the entries of the one it came from, and
 * names its file. For one thread.
 */
final class Forks {

    private static final int KEY_BYTES = 16;
    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final Findings ignored = new Findings(words -> {});

    /** The folder of the file that is read; null for sessions that are in no file. */
    Forks(Path folder) {
        this.folder = folder;
    }

    /** Where a turn was run, and the trace that it is. */
    record Origin(String traceId, String sessionId) {}

    /** The session of that id, and what it came from; {@code parent} is empty for a session of its own. */
    Session session(String id, String parent, long createdAt) {
        return session(id, parent, createdAt, new HashSet<>());
    }

    private Session session(String id, String parent, long createdAt, Set<Path> visited) {
        if (parent.isEmpty()) {
            return new Session(id, Map.of(), "", 0);
        }
        String name = baseName(parent);
        Path file = find(parent, name + ENDING);
        Map<String, Origin> inherited = new HashMap<>();
        if (file != null && visited.add(file)) {
            try {
                readOrigins(file, visited, inherited);
                return new Session(id, inherited, "", 0);
            } catch (IOException unreadable) {
                // then the times have to tell
            }
        }
        return new Session(id, inherited, name.substring(name.lastIndexOf('_') + 1), createdAt);
    }

    private void readOrigins(Path file, Set<Path> visited, Map<String, Origin> origins) throws IOException {
        try (SourceFile source = new SourceFile(file)) {
            Lines lines = new Lines(source.text(), ignored);
            Session[] current = {new Session(baseName(file.toString()), Map.of(), "", 0)};
            while (lines.next()) {
                Entries.read(lines, ignored, entry -> {
                    if (entry.path("type").asText().equals("session")) {
                        current[0] = session(
                                entry.path("id").asText(),
                                entry.path("parentSession").asText(""),
                                EntryTime.of(entry.path("timestamp"), 0),
                                visited);
                    } else if (entry.path("message").path("role").isTextual()) {
                        String key = key(entry);
                        if (!origins.containsKey(key)) {
                            origins.put(key, current[0].origin(entry));
                        }
                    }
                });
            }
        }
    }

    /** The file may have moved with its folder, and may be of a session that was reset or deleted. */
    private Path find(String parent, String name) {
        try {
            Path given = Path.of(parent);
            if (given.isAbsolute() && Files.isRegularFile(given)) {
                return given;
            }
        } catch (InvalidPathException notOfThisMachine) {
            // its name may still be found here
        }
        if (folder == null) {
            return null;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> file.getFileName().toString().startsWith(name) && Files.isRegularFile(file))) {
            Path first = null;
            for (Path file : files) {
                first = first == null || file.compareTo(first) < 0 ? file : first;
            }
            return first;
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** A file's name without what comes after the session's id. */
    static String baseName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int ending = name.indexOf(ENDING);
        String base = ending < 0 ? name : name.substring(0, ending);
        int checkpoint = base.indexOf(".checkpoint.");
        return checkpoint < 0 ? base : base.substring(0, checkpoint);
    }

    /** What makes an entry the same in another file. */
    static String key(JsonNode entry) {
        return entry.path("id").asText() + "|"
                + Sha256.hex(entry.path("message").toString(), KEY_BYTES);
    }

    /** One session, which tells the turns that it ran from those that it inherited. */
    static final class Session {

        private final String id;
        private final Map<String, Origin> inherited;
        private final String lostParent;
        private final long createdAt;
        private final Map<String, Integer> timesSeen = new HashMap<>();

        /** @param lostParent the id of a parent that can't be read; what is older than the fork is from there */
        Session(String id, Map<String, Origin> inherited, String lostParent, long createdAt) {
            this.id = id;
            this.inherited = inherited;
            this.lostParent = lostParent;
            this.createdAt = createdAt;
        }

        /** The origin of the turn that the message begins: a prompt, or an answer whose prompt is lost. */
        Origin origin(JsonNode entry) {
            Origin known = inherited.get(key(entry));
            if (known != null) {
                return known;
            }
            JsonNode message = entry.path("message");
            long at = EntryTime.of(message.path("timestamp"), EntryTime.of(entry.path("timestamp"), 0));
            boolean older = !lostParent.isEmpty() && at < createdAt;
            String session = older ? lostParent : id;
            return new Origin(traceId(session, entry, at), session);
        }

        private String traceId(String session, JsonNode entry, long at) {
            String entryId = entry.path("id").asText();
            if (!entryId.isEmpty()) {
                return ImportedTraceId.of("openclaw", session, entryId);
            }
            // The first format has no ids. What has neither id nor time is told apart by its place among its equals.
            String text = Transcript.text(entry.path("message").path("content"));
            int times = at > 0 ? 1 : timesSeen.merge(text, 1, Integer::sum);
            return ImportedTraceId.of("openclaw", session, Long.toString(at), text, Integer.toString(times));
        }
    }
}
