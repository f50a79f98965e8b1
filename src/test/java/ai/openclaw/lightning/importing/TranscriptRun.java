package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What importing lines gives, one file after the other. */
final class TranscriptRun {

    private static final long LONG_AGO = 1;

    final List<ObjectNode> events = new ArrayList<>();
    final List<String> findings = new ArrayList<>();
    int withoutPrompt;
    private final ParentTurns parents;

    TranscriptRun(ParentTurns parents) {
        this.parents = parents;
    }

    /** Reads a file that nobody writes to any more. */
    void read(String... lines) throws IOException {
        Findings found = new Findings(findings::add);
        Path file = Path.of("s.jsonl");
        found.in(file);
        List<Transcript> transcripts = List.of(
                new OpenClaw(null, SessionList.empty(), parents, new Forks(null), "s", events::add),
                new ClaudeCode(parents, events::add),
                new Codex("s", parents, events::add));
        Transcript transcript = new FileReading(file, transcripts, events::add, id -> null, found)
                .run(new Lines(new StringReader(String.join("\n", lines) + "\n"), found));
        if (transcript != null) {
            transcript.end(LONG_AGO);
            withoutPrompt += transcript.withoutPrompt();
        }
    }

    /** A field of all events of that type. */
    List<JsonNode> values(String type, String field) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .map(event -> event.path(field))
                .toList();
    }

    /** The same as texts; empty where an event has no such field. */
    List<String> texts(String type, String field) {
        return values(type, field).stream().map(JsonNode::asText).toList();
    }

    /** For each trace, in the order of the starts, its prompt and how many calls it has. */
    List<String> turns() {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("session.start"))
                .map(start -> start.path("message").asText("none") + " "
                        + events.stream()
                                .filter(event -> event.path("type").asText().equals("tool.call")
                                        && event.path("trace_id").equals(start.path("trace_id")))
                                .count())
                .toList();
    }
}
