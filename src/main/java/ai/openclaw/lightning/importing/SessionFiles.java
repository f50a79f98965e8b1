package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the files of other sessions beside the one that is read: OpenClaw has a folder for all, Codex one a day, Claude
 * Code one a project, and in it those of the sub-agents. For one thread.
 */
final class SessionFiles {

    private static final Pattern DAY = Pattern.compile(".*[/\\\\]\\d{4}[/\\\\]\\d{2}[/\\\\]\\d{2}");
    private static final int DAYS_DEPTH = 4;
    private static final String SUB_AGENTS = "subagents";
    private static final int ID_CHARS = 36;
    private static final int SESSIONS_KEPT = 16;

    private final Map<Path, Map<String, Path>> filesByFolder = new HashMap<>();

    /** The traces of a session's turns, by the time when they began; those of the last few sessions. */
    private final Map<Path, NavigableMap<Long, String>> turns = new LinkedHashMap<>(SESSIONS_KEPT, 1, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, NavigableMap<Long, String>> eldest) {
            return size() > SESSIONS_KEPT;
        }
    };

    /** What is known to the sessions whose files lie around that one. */
    ParentTurns around(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return (session, at) -> {
            Path found = files(folder).get(session);
            Map.Entry<Long, String> turn = found == null
                    ? null
                    : turns.computeIfAbsent(found, ofSession -> read(ofSession, session))
                            .floorEntry(at);
            return turn == null ? null : turn.getValue();
        };
    }

    private Map<String, Path> files(Path folder) {
        if (DAY.matcher(folder.toString()).matches()) {
            return files(folder.getParent().getParent().getParent(), DAYS_DEPTH);
        }
        Path up = folder.getParent();
        boolean ofSubAgents = folder.endsWith(SUB_AGENTS) && up != null && up.getParent() != null;
        return files(ofSubAgents ? up.getParent() : folder, 1);
    }

    private Map<String, Path> files(Path folder, int depth) {
        return filesByFolder.computeIfAbsent(folder, unknown -> {
            Map<String, Path> files = new HashMap<>();
            try {
                Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), depth, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            String name = Forks.baseName(file.toString());
                            files.putIfAbsent(name.substring(Math.max(0, name.length() - ID_CHARS)), file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException unreadable) {
                // then nobody knows of other sessions
            }
            return files;
        });
    }

    private static NavigableMap<Long, String> read(Path file, String session) {
        NavigableMap<Long, String> traces = new TreeMap<>();
        EventSink sink = event -> {
            if (event.path("type").asText().equals("session.start")
                    && event.path("session_key").asText().equals(session)) {
                traces.put(
                        event.path("timestamp").asLong(), event.path("trace_id").asText());
            }
        };
        Findings ignored = new Findings(words -> {});
        List<Transcript> transcripts = List.of(
                new OpenClaw(null, SessionList.empty(), ParentTurns.NONE, new Forks(file.getParent()), session, sink),
                new ClaudeCode(ParentTurns.NONE, sink),
                new Codex(Forks.baseName(file.toString()), ParentTurns.NONE, sink));
        try (SourceFile source = new SourceFile(file)) {
            Transcript transcript = new FileReading(file, transcripts, sink, id -> null, ignored)
                    .run(new Lines(source.text(), ignored));
            if (transcript != null) {
                transcript.end(System.currentTimeMillis());
            }
        } catch (IOException unreadable) {
            // what was read of it counts
        }
        return traces;
    }
}
