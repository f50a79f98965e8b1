package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sessions of OpenClaw: entries in the order in which they were written, the first of which names the session. A message
 * of the user begins a turn, as it does for the plugin. Branches that the user abandoned are turns too, because the agent
 * ran them.
 */
final class OpenClaw implements Transcript {

    private static final Set<String> GOES_ON = Set.of("toolUse", "tool_use", "tool_calls");
    private static final Set<String> FAILED = Set.of("error", "aborted");

    private final String agentId;
    private final SessionList sessions;
    private final ParentTurns parents;
    private final Forks forks;
    private final EventSink sink;
    private final String nameOfFile;

    private Forks.Session session;
    private final Conversation conversation = new Conversation();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private long lastAt;
    private long answers;
    private int running;

    /**
     * @param agentId null where it is not known
     * @param nameOfFile stands for the session's id if the entry with it is lost
     */
    OpenClaw(
            String agentId, SessionList sessions, ParentTurns parents, Forks forks, String nameOfFile, EventSink sink) {
        this.agentId = agentId;
        this.sessions = sessions;
        this.parents = parents;
        this.forks = forks;
        this.nameOfFile = nameOfFile;
        this.sink = sink;
        this.session = forks.session(nameOfFile, "", 0);
    }

    @Override
    public boolean knows(JsonNode entry) {
        String type = entry.path("type").asText();
        return (type.equals("session") && entry.path("id").isTextual())
                || (type.equals("message") && entry.path("message").path("role").isTextual());
    }

    @Override
    public void entry(JsonNode entry) {
        String type = entry.path("type").asText();
        if (type.equals("session")) {
            ids.clear(); // of the session before
        }
        ids.add(entry.path("id").asText());
        if (entry.path("parentId").isTextual()) {
            conversation.follows(ids.contains(entry.get("parentId").textValue()));
        }
        if (type.equals("session")) {
            session(entry);
        } else if (type.equals("message") && seen.add(Forks.key(entry))) {
            message(entry);
        }
    }

    @Override
    public void lost() {
        conversation.lost();
    }

    private void session(JsonNode entry) {
        end(0);
        lastAt = 0;
        seen.clear();
        session = forks.session(
                entry.path("id").asText(nameOfFile),
                entry.path("parentSession").asText(""),
                EntryTime.of(entry.path("timestamp"), 0));
    }

    private void message(JsonNode entry) {
        JsonNode message = entry.path("message");
        lastAt = EntryTime.of(message.path("timestamp"), EntryTime.of(entry.path("timestamp"), lastAt));
        Supplier<Turn> withoutPrompt = () -> turn(entry, null);
        switch (message.path("role").asText()) {
            case "user" -> user(entry, message);
            case "assistant" -> assistant(conversation.answering(withoutPrompt), message);
            case "toolResult" -> {
                String id = message.path("toolCallId").asText();
                toolResult(conversation.waitingFor(id, withoutPrompt), id, message);
            }
            default -> {
                // system notes and the like are not the agent's work
            }
        }
    }

    /** A prompt with which OpenClaw takes the last turn up again begins none: its answers are new verdicts on that turn. */
    private void user(JsonNode entry, JsonNode message) {
        String prompt = Transcript.text(message.path("content"));
        if (conversation.current() == null || !OpenClawOrigin.isContinuation(prompt)) {
            conversation.begin(turn(entry, prompt));
        }
    }

    /** @param prompt null where it is lost */
    private Turn turn(JsonNode entry, String prompt) {
        Forks.Origin run = session.origin(entry);
        String named = sessions.key(run.sessionId());
        String key = named.isEmpty() ? "unknown" : named;
        JsonNode provenance = entry.path("message").path("provenance");
        TraceOrigin origin = OpenClawOrigin.of(key, prompt == null ? "" : prompt, provenance);
        Turn.Identity identity =
                new Turn.Identity(run.traceId(), key, agentId, origin, parent(origin, key, provenance));
        return new Turn(identity, prompt, lastAt, sink);
    }

    /** A run that goes on with a question belongs to the one before it, and any other to the session that asked for it. */
    private Turn.Parent parent(TraceOrigin origin, String key, JsonNode provenance) {
        if (origin == TraceOrigin.RESUME && conversation.current() != null) {
            return new Turn.Parent(key, conversation.current().traceId());
        }
        String asking = provenance.path("sourceSessionKey").asText(sessions.spawner(key));
        return origin == null || asking.isEmpty()
                ? null
                : new Turn.Parent(asking, parents.traceId(sessions.id(asking), lastAt));
    }

    private void assistant(Turn turn, JsonNode message) {
        String provider = message.path("provider").asText("");
        String model = message.path("model").asText("");
        turn.answered(model.isEmpty() ? null : provider.isEmpty() ? model : provider + "/" + model, lastAt);
        turn.used(Long.toString(answers++), TokenUsage.of(message.path("usage")));
        String stop = message.path("stopReason").asText();
        turn.stopped(
                GOES_ON.contains(stop) ? Turn.Stop.GOES_ON : FAILED.contains(stop) ? Turn.Stop.FAILED : Turn.Stop.DONE);
        for (JsonNode part : message.path("content")) {
            if (part.path("type").asText().equals("toolCall")) {
                turn.called(part.path("id").asText(), part.path("name").asText(), part.path("arguments"), lastAt);
            }
        }
    }

    private void toolResult(Turn turn, String id, JsonNode message) {
        JsonNode details = message.path("details");
        JsonNode duration = details.path("durationMs");
        Integer exitCode = details.path("exitCode").isInt()
                ? (Integer) details.get("exitCode").intValue()
                : null;
        JsonNode content = ImportJson.object().set("content", message.path("content"));
        turn.result(
                id,
                message.path("toolName").asText(),
                new Turn.Result(
                        content,
                        error(message, exitCode),
                        exitCode,
                        duration.isNumber() ? (Long) duration.asLong() : null),
                lastAt);
    }

    /** Null where it went well. OpenClaw takes an ordinary exit code for a success. */
    private static String error(JsonNode message, Integer exitCode) {
        if (!message.path("isError").asBoolean()) {
            return exitCode == null || exitCode == 0 ? null : "exit code " + exitCode;
        }
        String error = message.path("details").path("error").asText("");
        String detail = error.isEmpty() ? Transcript.text(message.path("content")) : error;
        return detail.isEmpty() ? "error" : detail;
    }

    @Override
    public int end(long writtenAt) {
        running += conversation.end(false, Transcript.isSettled(writtenAt > 0 ? writtenAt : lastAt));
        return running;
    }

    @Override
    public int withoutPrompt() {
        return conversation.withoutPrompt();
    }
}
