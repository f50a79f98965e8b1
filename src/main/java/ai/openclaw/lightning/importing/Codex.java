package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sessions of Codex, {@code ~/.codex/sessions/…/rollout-….jsonl}: entries with a payload, or, in old files, the payloads
 * themselves. The prompt stands there twice, as what the user wrote and as what the model was told. A fork repeats its
 * parent's entries with times of its own.
 */
final class Codex implements Transcript {

    private static final String AGENT = "codex";
    private static final Set<String> ENTRIES =
            Set.of("session_meta", "response_item", "event_msg", "turn_context", "compacted");

    /** What Codex tells the model in the user's name. */
    private static final List<String> CONTEXT = List.of("<", "# AGENTS.md");

    private final EventSink sink;
    private final CodexSessions sessions;
    private final ParentTurns parents;
    private final Conversation conversation = new Conversation();
    private final Map<String, Integer> timesSeen = new HashMap<>();
    private String model;
    private String turnId = "";
    private String begunTurnId = "";

    /** A message that the model was told; the entry with what the user wrote may follow, and counts. */
    private String told;

    /** Waits for the first answer, which tells a turn without an id from others. */
    private Prompt prompt;

    private boolean prompted;
    private boolean worked;
    private boolean failed;
    private int answers;
    private long tokensBefore;
    private long lastAt;

    /** What the user wrote; the text is null where it is lost. */
    private record Prompt(String text, long at) {}

    Codex(String nameOfFile, ParentTurns parents, EventSink sink) {
        this.sessions = new CodexSessions(nameOfFile);
        this.parents = parents;
        this.sink = sink;
    }

    @Override
    public boolean knows(JsonNode entry) {
        boolean current = entry.path("payload").isObject()
                && ENTRIES.contains(entry.path("type").asText());
        boolean old = entry.has("instructions") && entry.has("id") && entry.has("timestamp") && !entry.has("type");
        return current || old;
    }

    @Override
    public void entry(JsonNode entry) {
        lastAt = EntryTime.of(entry.path("timestamp"), lastAt);
        JsonNode payload = entry.path("payload").isObject() ? entry.path("payload") : entry;
        switch (entry.path("type").asText()) {
            case "session_meta", "" -> {
                if (!prompted && conversation.current() == null) {
                    sessions.add(payload);
                }
            }
            case "turn_context" -> {
                model = payload.path("model").asText(model);
                turnId = payload.path("turn_id").asText(turnId);
            }
            case "event_msg" -> event(payload);
            default -> item(payload);
        }
    }

    @Override
    public void lost() {
        conversation.lost();
    }

    private void event(JsonNode payload) {
        switch (payload.path("type").asText()) {
            case "task_started", "turn_started" ->
                turnId = payload.path("turn_id").asText("");
            case "user_message" -> prompt(payload.path("message").asText());
            case "entered_review_mode" ->
                prompt(payload.path("user_facing_hint").asText("review"));
            case "token_count" -> tokens(payload.path("info").path("total_token_usage"));
            case "task_complete", "turn_complete" -> stopped(failed ? Turn.Stop.FAILED : Turn.Stop.DONE);
            case "turn_aborted", "error" -> {
                failed = true;
                stopped(Turn.Stop.FAILED);
            }
            default -> {
                // what the items say too
            }
        }
    }

    private void stopped(Turn.Stop stop) {
        beginIfPrompted("");
        if (conversation.current() != null) {
            conversation.current().stopped(stop);
        }
    }

    /** The counter runs on through the session. */
    private void tokens(JsonNode usage) {
        long total = TokenUsage.of(usage);
        if (total == 0) {
            return;
        }
        if (conversation.current() != null) {
            long count = total >= tokensBefore ? total - tokensBefore : total;
            conversation.current().used(Integer.toString(answers++), count);
        }
        tokensBefore = total;
    }

    private void prompt(String text) {
        beginIfPrompted("");
        told = null;
        worked = false;
        failed = false;
        prompted = true;
        prompt = new Prompt(text, lastAt);
    }

    /** @param answer what the first answer is known by; empty where there is none */
    private void beginIfPrompted(String answer) {
        if (prompt != null) {
            Prompt begun = prompt;
            prompt = null;
            conversation.begin(turn(begun, answer));
        }
    }

    /** A fork repeats its parent's turns with their ids. A prompt amid a turn has the id of that turn. */
    private Turn turn(Prompt begun, String answer) {
        begunTurnId = turnId;
        String text = begun.text() == null ? "" : begun.text();
        String id = CodexSessions.isUnique(turnId)
                ? ImportedTraceId.of(AGENT, turnId)
                : ImportedTraceId.of(AGENT, sessions.root(), text, answer);
        int times = timesSeen.merge(id, 1, Integer::sum);
        CodexSessions.Session session = sessions.of(turnId);
        Turn.Parent parent = session.parent() == null
                ? null
                : new Turn.Parent(session.parent(), parents.traceId(session.parent(), begun.at()));
        Turn.Identity identity = new Turn.Identity(
                times == 1 ? id : ImportedTraceId.of(id, Integer.toString(times)),
                session.id(),
                AGENT,
                session.origin(),
                parent);
        return new Turn(identity, begun.text(), begun.at(), sink);
    }

    private void item(JsonNode payload) {
        String type = payload.path("type").asText();
        String role = type.equals("message") ? payload.path("role").asText() : "assistant";
        if (role.equals("user")) {
            String text = Transcript.text(payload.path("content"));
            if (CONTEXT.stream().noneMatch(text.stripLeading()::startsWith) && (worked || !prompted)) {
                told = text;
            }
        } else if (role.equals("assistant")) {
            if (told != null) {
                prompt(told);
            }
            switch (type) {
                case "message" -> works(payload).stopped(Turn.Stop.PERHAPS_DONE);
                case "function_call" -> call(payload, payload.path("name").asText(), "arguments");
                case "custom_tool_call" -> call(payload, payload.path("name").asText(), "input");
                case "local_shell_call" -> call(payload, "local_shell", "action");
                case "function_call_output", "custom_tool_call_output", "local_shell_call_output" -> result(payload);
                default -> {
                    // thoughts, and searches that the provider runs
                }
            }
        }
    }

    private Turn works(JsonNode payload) {
        String answer = payload.path("call_id").asText() + Transcript.text(payload.path("content"));
        beginIfPrompted(answer);
        Prompt lost = new Prompt(null, lastAt);
        if (CodexSessions.isUnique(turnId) && !turnId.equals(begunTurnId)) {
            conversation.begin(turn(lost, answer));
        }
        Turn turn = conversation.answering(() -> turn(lost, answer));
        worked = true;
        failed = false;
        turn.answered(model, lastAt);
        return turn;
    }

    private void call(JsonNode payload, String tool, String field) {
        Turn turn = works(payload);
        JsonNode params = payload.path(field);
        turn.called(
                payload.path("call_id").asText(),
                tool,
                params.isTextual() ? ImportJson.orText(params.textValue()) : params,
                lastAt);
        turn.stopped(Turn.Stop.GOES_ON);
    }

    private void result(JsonNode payload) {
        String id = payload.path("call_id").asText();
        conversation
                .waitingFor(id, () -> turn(new Prompt(null, lastAt), id))
                .result(id, "", CodexOutput.of(payload.path("output")), lastAt);
    }

    @Override
    public int end(long writtenAt) {
        if (told != null) {
            prompt(told);
        }
        boolean settled = Transcript.isSettled(writtenAt > 0 ? writtenAt : lastAt);
        if (settled || CodexSessions.isUnique(turnId)) {
            beginIfPrompted("");
        }
        int unanswered = prompt == null ? 0 : 1;
        return conversation.end(unanswered > 0, settled) + unanswered;
    }

    @Override
    public int withoutPrompt() {
        return conversation.withoutPrompt();
    }
}
