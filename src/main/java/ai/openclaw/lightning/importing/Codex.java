package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sessions of Codex, {@code ~/.codex/sessions/…/rollout-….jsonl}: entries with a payload, or, in old files, the payloads
 * themselves. The prompt stands there twice, as what the user wrote and as what the model was told.
 */
final class Codex implements Transcript {

    private static final String AGENT = "codex";
    private static final Set<String> ENTRIES =
            Set.of("session_meta", "response_item", "event_msg", "turn_context", "compacted");

    /** What Codex tells the model in the user's name. */
    private static final List<String> CONTEXT = List.of("<", "# AGENTS.md");

    private final EventSink sink;
    private final String nameOfFile;
    private final Conversation conversation = new Conversation();
    private final Set<String> turnIds = new HashSet<>();
    private String sessionId;
    private String model;
    private String turnId = "";

    /** A message that the model was told; the entry with what the user wrote may follow, and counts. */
    private String told;

    private boolean worked;
    private boolean failed;
    private int prompts;
    private int answers;
    private long tokensBefore;
    private long lastAt;

    Codex(String nameOfFile, EventSink sink) {
        this.nameOfFile = nameOfFile;
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
            case "session_meta", "" -> session(payload);
            case "turn_context" -> {
                model = payload.path("model").asText(model);
                turnId = payload.path("turn_id").asText(turnId);
            }
            case "event_msg" -> event(payload);
            default -> item(payload);
        }
    }

    /** A fork has its parent's entry behind its own. */
    private void session(JsonNode payload) {
        if (sessionId == null && payload.path("id").isTextual()) {
            sessionId = payload.get("id").textValue();
        }
    }

    private void event(JsonNode payload) {
        Turn turn = conversation.current();
        switch (payload.path("type").asText()) {
            case "task_started", "turn_started" ->
                turnId = payload.path("turn_id").asText("");
            case "user_message" -> prompt(payload.path("message").asText());
            case "token_count" -> tokens(turn, payload.path("info").path("total_token_usage"));
            case "task_complete", "turn_complete" -> stopped(turn, failed ? Turn.Stop.FAILED : Turn.Stop.DONE);
            case "turn_aborted", "error" -> {
                failed = true;
                stopped(turn, Turn.Stop.FAILED);
            }
            default -> {
                // what the items say too
            }
        }
    }

    private static void stopped(Turn turn, Turn.Stop stop) {
        if (turn != null) {
            turn.stopped(stop);
        }
    }

    /** The counter runs on through the session. */
    private void tokens(Turn turn, JsonNode usage) {
        long total = TokenUsage.of(usage);
        if (total == 0) {
            return;
        }
        if (turn != null) {
            turn.used(Integer.toString(answers++), total >= tokensBefore ? total - tokensBefore : total);
        }
        tokensBefore = total;
    }

    private void prompt(String text) {
        told = null;
        worked = false;
        failed = false;
        prompts++;
        String session = sessionId == null ? nameOfFile : sessionId;
        // A fork repeats its parent's turns with their ids. A prompt amid a turn has the id of that turn.
        String traceId = !turnId.isEmpty() && turnIds.add(turnId)
                ? ImportedTraceId.of(AGENT, turnId)
                : ImportedTraceId.of(AGENT, turnId.isEmpty() ? session : turnId, Integer.toString(prompts), text);
        conversation.begin(new Turn(new Turn.Identity(traceId, session, AGENT, null), text, lastAt, sink));
    }

    private void item(JsonNode payload) {
        String type = payload.path("type").asText();
        if (type.equals("message") && payload.path("role").asText().equals("user")) {
            String text = Transcript.text(payload.path("content"));
            if (CONTEXT.stream().noneMatch(text.stripLeading()::startsWith) && (worked || prompts == 0)) {
                told = text;
            }
            return;
        }
        if (told != null
                && (!type.equals("message") || payload.path("role").asText().equals("assistant"))) {
            prompt(told);
        }
        Turn turn = conversation.current();
        if (turn == null) {
            return;
        }
        switch (type) {
            case "message" -> {
                if (payload.path("role").asText().equals("assistant")) {
                    works(turn);
                    turn.stopped(Turn.Stop.PERHAPS_DONE);
                }
            }
            case "function_call" -> call(turn, payload, payload.path("name").asText(), "arguments");
            case "custom_tool_call" -> call(turn, payload, payload.path("name").asText(), "input");
            case "local_shell_call" -> call(turn, payload, "local_shell", "action");
            case "function_call_output", "custom_tool_call_output", "local_shell_call_output" -> result(payload);
            default -> {
                // thoughts, and searches that the provider runs
            }
        }
    }

    private void works(Turn turn) {
        worked = true;
        failed = false;
        turn.answered(model, lastAt);
    }

    private void call(Turn turn, JsonNode payload, String tool, String field) {
        works(turn);
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
        conversation.waitingFor(id).result(id, "", CodexOutput.of(payload.path("output")), lastAt);
    }

    @Override
    public int end(long writtenAt) {
        if (told != null) {
            prompt(told);
        }
        return conversation.end(Transcript.isSettled(writtenAt > 0 ? writtenAt : lastAt));
    }
}
