package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.model.TraceOrigin;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sessions of Claude Code, {@code ~/.claude/projects/…/<session>.jsonl}. One answer of the model may be several entries,
 * which share its id and its usage. A sub-agent has a conversation of its own, in this file or in one beside it.
 */
final class ClaudeCode implements Transcript {

    private static final String AGENT = "claude-code";
    private static final int UUID_CHARS = 36;
    private static final Set<String> FAILED = Set.of("refusal");
    private static final Set<String> OWN_FIELDS = Set.of("sessionId", "leafUuid", "isSnapshotUpdate", "parentUuid");

    /** How the result of a command that failed begins. */
    private static final Pattern EXIT = Pattern.compile("Exit code (-?\\d{1,9})\\b");

    /** What the program writes in the user's name. */
    private static final String INTERRUPTED = "[Request interrupted";

    /** How the program goes on with a question when what it had put aside is done; the hooks tell it alike. */
    private static final String NOTIFICATION = "<task-notification>";

    private final ParentTurns parents;
    private final EventSink sink;
    private final Map<String, Conversation> conversations = new LinkedHashMap<>();

    /** The sub-agent of an entry that does not name it, by the entry's id. */
    private final Map<String, String> subAgents = new HashMap<>();

    private final Set<String> seen = new HashSet<>();
    private long lastAt;

    ClaudeCode(ParentTurns parents, EventSink sink) {
        this.parents = parents;
        this.sink = sink;
    }

    @Override
    public boolean knows(JsonNode entry) {
        boolean message = entry.path("message").isObject()
                && entry.path("uuid").isTextual()
                && !entry.path("type").asText().equals("message");
        return message || (entry.path("type").isTextual() && OWN_FIELDS.stream().anyMatch(entry::has));
    }

    @Override
    public void entry(JsonNode entry) {
        String uuid = entry.path("uuid").asText();
        JsonNode message = entry.path("message");
        boolean known = !uuid.isEmpty() && !seen.add(uuid);
        if (!message.isObject() || known) {
            return;
        }
        lastAt = EntryTime.of(entry.path("timestamp"), lastAt);
        String subAgent = subAgent(entry);
        Conversation conversation = conversations.computeIfAbsent(subAgent, first -> new Conversation());
        if (entry.path("parentUuid").isTextual()) {
            conversation.follows(seen.contains(entry.get("parentUuid").textValue()));
        }
        switch (entry.path("type").asText()) {
            case "user" -> user(conversation, subAgent, entry);
            case "assistant" -> assistant(conversation, subAgent, entry);
            default -> {
                // notes of the program
            }
        }
    }

    /** Entries name the one before them. */
    @Override
    public void lost() {}

    /** Empty for the main conversation. */
    private String subAgent(JsonNode entry) {
        if (!entry.path("isSidechain").asBoolean()) {
            return "";
        }
        String uuid = entry.path("uuid").asText();
        String named = entry.path("agentId").asText("");
        String agent = named.isEmpty()
                ? subAgents.getOrDefault(entry.path("parentUuid").asText(), uuid)
                : named;
        subAgents.put(uuid, agent);
        return agent;
    }

    private void user(Conversation conversation, String subAgent, JsonNode entry) {
        JsonNode content = entry.path("message").path("content");
        boolean results = false;
        for (JsonNode part : content) {
            if (part.path("type").asText().equals("tool_result")) {
                results = true;
                result(conversation, subAgent, entry, part);
            }
        }
        String text = Transcript.text(content);
        if (text.startsWith(INTERRUPTED)) {
            if (conversation.current() != null) {
                conversation.current().stopped(Turn.Stop.FAILED);
            }
        } else if (!results && !isOfTheProgram(entry, text)) {
            conversation.begin(turn(subAgent, entry, text));
        }
    }

    private static boolean isOfTheProgram(JsonNode entry, String text) {
        return entry.path("isMeta").asBoolean()
                || entry.path("isCompactSummary").asBoolean()
                || text.startsWith("<local-command-")
                || text.startsWith("<bash-")
                || text.startsWith("<command-name>/clear<");
    }

    /** @param text null where the entry is not the prompt */
    private Turn turn(String subAgent, JsonNode entry, String text) {
        String session = entry.path("sessionId").asText("");
        String uuid = entry.path("uuid").asText();
        boolean user = subAgent.isEmpty();
        String promptId = user && text != null ? entry.path("promptId").asText("") : "";
        // Hooks know the prompt by its id, so that a turn which came through them is not stored twice.
        String id = promptId.length() == UUID_CHARS ? promptId : uuid;
        // A fork repeats the entries of its parent under its own session id.
        String traceId = id.length() == UUID_CHARS
                ? ImportedTraceId.of(AGENT, id)
                : ImportedTraceId.of(
                        AGENT, session, uuid, entry.path("timestamp").asText(), String.valueOf(text));
        String key = session.isEmpty() ? "unknown" : session;
        boolean resumes = user && text != null && text.startsWith(NOTIFICATION);
        Turn.Identity identity = new Turn.Identity(
                traceId,
                user ? key : key + ":" + subAgent,
                AGENT,
                user ? (resumes ? TraceOrigin.RESUME : null) : TraceOrigin.SUBAGENT,
                user && !resumes ? null : parent(key));
        return new Turn(identity, text, lastAt, sink);
    }

    /** The turn of the main conversation, in this file or in the session's own, that another is a part of. */
    private Turn.Parent parent(String session) {
        Conversation main = conversations.get("");
        Turn current = main == null ? null : main.current();
        return new Turn.Parent(session, current == null ? parents.traceId(session, lastAt) : current.traceId());
    }

    private void assistant(Conversation conversation, String subAgent, JsonNode entry) {
        JsonNode message = entry.path("message");
        String answer = message.path("id").asText(entry.path("uuid").asText());
        Turn current = conversation.current();
        Turn turn = current != null && current.hasUsed(answer)
                ? current
                : conversation.answering(() -> turn(subAgent, entry, null));
        String model = message.path("model").asText("");
        turn.answered(model.isEmpty() || model.startsWith("<") ? null : model, lastAt);
        turn.used(answer, TokenUsage.of(message.path("usage")));
        boolean calls = false;
        boolean says = message.path("content").isTextual();
        for (JsonNode part : message.path("content")) {
            String type = part.path("type").asText();
            says |= type.equals("text");
            if (type.equals("tool_use")) {
                calls = true;
                turn.called(part.path("id").asText(), part.path("name").asText(), part.path("input"), lastAt);
            }
        }
        turn.stopped(stop(entry, message.path("stop_reason").asText(""), says && !calls));
    }

    /** An entry that was written before the answer was complete has no reason; a call may follow its text. */
    private static Turn.Stop stop(JsonNode entry, String reason, boolean onlySays) {
        if (entry.path("isApiErrorMessage").asBoolean() || FAILED.contains(reason)) {
            return Turn.Stop.FAILED;
        }
        if (reason.isEmpty() || reason.equals("null")) {
            return onlySays ? Turn.Stop.PERHAPS_DONE : Turn.Stop.GOES_ON;
        }
        return reason.equals("tool_use") ? Turn.Stop.GOES_ON : Turn.Stop.DONE;
    }

    private void result(Conversation conversation, String subAgent, JsonNode entry, JsonNode part) {
        String id = part.path("tool_use_id").asText();
        Turn turn = conversation.waitingFor(id, () -> turn(subAgent, entry, null));
        JsonNode content = part.path("content");
        String text = Transcript.text(content);
        boolean failed = part.path("is_error").asBoolean();
        Matcher exit = EXIT.matcher(text);
        JsonNode duration = entry.path("toolUseResult").path("durationMs");
        turn.result(
                id,
                "",
                new Turn.Result(
                        ImportJson.object().set("content", content.isMissingNode() ? part : content),
                        failed ? text.isEmpty() ? "error" : text : null,
                        failed && exit.lookingAt() ? Integer.valueOf(exit.group(1)) : null,
                        duration.isNumber() ? (Long) duration.asLong() : null),
                lastAt);
    }

    @Override
    public int end(long writtenAt) {
        boolean settled = Transcript.isSettled(writtenAt > 0 ? writtenAt : lastAt);
        return conversations.values().stream()
                .mapToInt(conversation -> conversation.end(false, settled))
                .sum();
    }

    @Override
    public int withoutPrompt() {
        return conversations.values().stream()
                .mapToInt(Conversation::withoutPrompt)
                .sum();
    }
}
