package ai.openclaw.lightning.hooks;

import ai.openclaw.lightning.commands.AnsweringCommands;
import ai.openclaw.lightning.commands.ShellOutput;
import ai.openclaw.lightning.intake.Draft;
import ai.openclaw.lightning.intake.EventKind;
import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.reward.NextMessage;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prompt, or the task of a sub-agent, and what became of it so far: one trace. Each method gives the event to store. */
final class HookTurn {

    /** How the error of a command begins. */
    private static final Pattern EXIT = Pattern.compile("(?:Exit code:?|Process exited with code) (-?\\d{1,9})\\b");

    private static final Pattern HTTP_STATUS = Pattern.compile("\\b([45]\\d\\d)\\b");
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,50}");
    private static final int DETAILS_CHARS = 200;

    private final String traceId;
    private final String sessionKey;

    /** Null for a turn that began before the bridge did: nobody knows all of it. */
    private final Long startedAt;

    private boolean open = true;
    private boolean lastToolFailed;
    private int verdicts;

    /** Whether anything happened since the last verdict; an agent may call a hook twice. */
    private boolean news = true;

    /** {@code traceId} may be null: then the bridge finds the session's open trace. */
    HookTurn(String traceId, String sessionKey, Long startedAt) {
        this.traceId = traceId;
        this.sessionKey = sessionKey;
        this.startedAt = startedAt;
    }

    String traceId() {
        return traceId;
    }

    boolean isOpen() {
        return open;
    }

    Step start(Consumer<Draft> fields) {
        return step(EventKind.SESSION_START, fields);
    }

    /** {@code durationMs} may be null. */
    Step call(Hook hook, Long durationMs) {
        String error = error(hook);
        boolean failed = error != null;
        Matcher exit = EXIT.matcher(failed ? error : "");
        Integer exitCode = exit.lookingAt() ? Integer.valueOf(exit.group(1)) : null;
        boolean answer = exitCode != null && AnsweringCommands.answer(exitCode, hook.command());
        lastToolFailed = failed && !answer;
        news = true;
        return step(EventKind.TOOL_CALL, draft -> {
            draft.text(Field.TOOL_NAME, hook.text(Hook.Text.TOOL_NAME));
            draft.text(Field.CALL_ID, hook.text(Hook.Text.TOOL_USE_ID));
            json(draft, Field.PARAMS, hook.contents().get(Hook.TOOL_INPUT));
            json(draft, Field.RESULT, hook.contents().get(Hook.TOOL_RESPONSE));
            if (exitCode != null) {
                draft.number(Field.EXIT_CODE, exitCode);
                draft.flag(Field.EXIT_IS_ANSWER, answer);
            }
            if (failed && answer) {
                draft.text(Field.RESULT, error);
            } else if (failed) {
                draft.text(Field.ERROR, error);
            }
            if (durationMs != null) {
                draft.number(Field.DURATION_MS, durationMs);
            }
        });
    }

    /** Null where the call worked. Codex says of a command only what it printed. */
    private static String error(Hook hook) {
        if (hook.event().equals("PostToolUseFailure")) {
            String given = hook.texts().getOrDefault(Hook.Text.ERROR, "");
            return given.isEmpty() ? "failed" : given;
        }
        return hook.command().isEmpty()
                ? null
                : ShellOutput.error(hook.output()).orElse(null);
    }

    private static void json(Draft draft, Field field, String json) {
        if (json != null) {
            draft.json(field, json);
        }
    }

    /** The agent has said its last word: without an error, as far as it is known. Null where nobody knows. */
    Step stopped(long now) {
        return startedAt == null ? null : verdict(lastToolFailed ? "tool_error" : null, now);
    }

    /** The model gave no answer. */
    Step modelFailed(Hook hook, long now) {
        return verdict(modelFailure(hook), now);
    }

    /** The user stopped the agent. */
    Step interrupted(long now) {
        return verdict("aborted", now);
    }

    /** In the words of the plugin for OpenClaw, which knows a status or nothing; the program's own word says more than that. */
    private static String modelFailure(Hook hook) {
        String details = hook.texts().getOrDefault(Hook.Text.ERROR_DETAILS, "");
        Matcher status = HTTP_STATUS.matcher(details.substring(0, Math.min(DETAILS_CHARS, details.length())));
        if (status.find()) {
            return "model_http_" + status.group(1);
        }
        String word = hook.texts().getOrDefault(Hook.Text.ERROR, "").toLowerCase(Locale.ROOT);
        return WORD.matcher(word).matches() ? "model_" + word : "model_error";
    }

    /** @param failure the class of the error; null for none */
    private Step verdict(String failure, long now) {
        verdicts += news ? 1 : 0;
        news = false;
        String id = verdicts == 1 ? "ended" : "ended-" + verdicts;
        return step(EventKind.REWARD, draft -> {
            draft.text(Field.SOURCE, "ended");
            draft.text(Field.REWARD_ID, id);
            draft.flag(Field.SUCCESS, failure == null);
            draft.text(Field.FAILURE, failure);
            if (startedAt != null) {
                draft.number(Field.LATENCY_MS, (double) Math.max(0, now - startedAt));
            }
        });
    }

    /** What the user's next message says about the answer; null where it says nothing. */
    Step nextMessage(String message) {
        Boolean pleased = NextMessage.pleased(message);
        return pleased == null
                ? null
                : step(EventKind.REWARD, draft -> {
                    draft.text(Field.SOURCE, "heuristic");
                    draft.text(Field.REWARD_ID, "next-message");
                    draft.flag(Field.SUCCESS, pleased);
                });
    }

    /** @param closedBy what ended a turn that did not end by itself; null for one that did */
    Step end(String closedBy) {
        open = false;
        return step(EventKind.SESSION_END, draft -> {
            if (closedBy != null) {
                draft.json(Field.METADATA, "{\"closed_by\":\"" + closedBy + "\"}");
            }
        });
    }

    private Step step(EventKind kind, Consumer<Draft> fields) {
        return new Step(kind, draft -> {
            draft.text(Field.TRACE_ID, traceId);
            draft.text(Field.SESSION_KEY, sessionKey);
            fields.accept(draft);
        });
    }
}
