package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of OpenClaw's session transcripts: {@code agents/<agent>/sessions}, with one file per session, including
 * sessions that were reset or deleted.
 *
 * @param transcripts in the order of their names
 * @param compressed files that Java can't read by itself
 */
record TranscriptFolder(Path folder, List<Path> transcripts, long compressed) {

    private static final Pattern TRANSCRIPT =
            Pattern.compile("(?!.*\\.trajectory\\.).+\\.jsonl(\\.(reset|deleted)\\..+|\\.gz)?");
    private static final String COMPRESSED = ".zst";
    private static final int SESSIONS_BYTES_MAX = 32 << 20;

    TranscriptFolder {
        transcripts = List.copyOf(transcripts);
    }

    static TranscriptFolder of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file ->
                            TRANSCRIPT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            List<Path> readable = all.stream()
                    .filter(file -> !file.toString().endsWith(COMPRESSED))
                    .toList();
            if (readable.isEmpty()) {
                throw new IOException(folder + ": no transcripts (*.jsonl) in this folder" + hint(folder, all.size()));
            }
            return new TranscriptFolder(folder, readable, all.size() - readable.size());
        }
    }

    private static String hint(Path folder, int compressed) {
        Path agent = folder.toAbsolutePath().getParent();
        boolean inDatabase =
                agent != null && Files.exists(agent.resolve("agent").resolve("openclaw-agent.sqlite"));
        return (compressed > 0 ? "; unpack the " + compressed + " .zst files first (zstd -d)" : "")
                + (inDatabase
                        ? "; this OpenClaw keeps its sessions in agent/openclaw-agent.sqlite: import that file"
                        : "");
    }

    /** {@code main} for {@code agents/main/sessions}; null for a folder elsewhere. */
    static String agentOf(Path sessions) {
        Path path = sessions.toAbsolutePath().normalize();
        return path.getNameCount() >= 3
                        && path.endsWith("sessions")
                        && path.getParent().getParent().endsWith("agents")
                ? path.getParent().getFileName().toString()
                : null;
    }

    /** Maps session ids to conversation keys, from the folder's own list; empty without one. */
    static Map<String, String> sessionKeys(Path folder) throws IOException {
        Map<String, String> keys = new HashMap<>();
        Path list = folder.resolve("sessions.json");
        if (Files.exists(list) && Files.size(list) <= SESSIONS_BYTES_MAX) {
            JsonNode sessions = ImportJson.MAPPER.readTree(list.toFile());
            sessions.properties()
                    .forEach(session ->
                            keys.put(session.getValue().path("sessionId").asText(), session.getKey()));
        }
        return keys;
    }
}
