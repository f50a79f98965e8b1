package ai.openclaw.lightning.hooks;

import ai.openclaw.lightning.intake.Field;
import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.TraceOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What is remembered of a conversation of an agent. The id of a trace follows from that of its prompt, so a bridge that
 * starts in the middle of a turn finds its trace again. Not thread-safe.
 */
final class HookSession {

    /** How Claude Code goes on with a question when what it had put aside is done; the importer tells it alike. */
    private static final String NOTIFICATION = "<task-notification>";

    private static final String FIRST = "Learned from earlier sessions:\n";
    private static final int CALLS_MAX = 100;
    private static final int SUB_AGENTS_MAX = 100;
    private static final int TRACE_ID_BYTES = 16;

    private final String agent;
    private final String key;
    private final Supplier<String> traceIds;

    private HookTurn turn;

    /** The turn of the last prompt that the user wrote, which the next one may say something about. */
    private HookTurn question;

    private String model;

    /** What the model was told last, by a hash of it; null when it was told nothing. */
    private String told;

    private final Map<String, Long> calls = new Newest<>(CALLS_MAX);
    private final Map<String, HookTurn> subAgents = new Newest<>(SUB_AGENTS_MAX);

    HookSession(String agent, String key, Supplier<String> traceIds) {
        this.agent = agent;
        this.key = key;
        this.traceIds = traceIds;
    }

    /** A map that forgets its oldest entries. */
    static final class Newest<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;
        private final int max;

        Newest(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > max;
        }
    }

    /** How many calls and sub-agents it remembers. */
    int size() {
        return calls.size() + subAgents.size();
    }

    /** What is to be stored after this call of a hook, in its order. */
    List<Step> take(Hook hook, HookEvent event, long now) {
        model = Objects.requireNonNullElse(hook.text(Hook.Text.MODEL), Objects.requireNonNullElse(model, ""));
        List<Step> steps = new ArrayList<>();
        switch (event) {
            case PROMPT -> prompt(hook, now, steps);
            case TOOL_BEGINS -> calls.put(callId(hook), now);
            case TOOL_ENDS -> call(hook, now, steps);
            case SUB_AGENT_BEGINS -> subAgent(hook, now, steps);
            case STOP -> stop(hook, now, steps);
            case MODEL_FAILED -> {
                HookTurn failed = whose(hook, now, steps);
                end(failed, failed.modelFailed(hook, now), steps);
            }
            case SESSION_ENDS -> close("session_end", steps);
            case COMPACTED -> told = null; // what it was told is perhaps not in the summary
            case SESSION_BEGINS ->
                told = hook.texts().getOrDefault(Hook.Text.SOURCE, "").equals("compact") ? null : told;
            case NOTICE -> {
                // says nothing about a trace
            }
        }
        steps.removeIf(Objects::isNull);
        return steps;
    }

    private void prompt(Hook hook, long now, List<Step> steps) {
        String traceId = hook.promptId() == null ? traceIds.get() : traceId(hook.promptId());
        if (turn != null && traceId.equals(turn.traceId())) {
            return; // called twice
        }
        String prompt = hook.texts().getOrDefault(Hook.Text.PROMPT, "");
        boolean resumes = prompt.startsWith(NOTIFICATION);
        if (question != null && !resumes) {
            steps.add(question.nextMessage(prompt));
        }
        close("next_prompt", steps);
        turn = new HookTurn(traceId, key, now);
        String parent = resumes && question != null ? question.traceId() : null;
        question = resumes ? question : turn;
        steps.add(turn.start(draft -> {
            draft.text(Field.MESSAGE, prompt);
            draft.text(Field.AGENT_ID, agent);
            draft.text(Field.MODEL, model.isEmpty() ? null : model);
            draft.text(Field.ORIGIN, resumes ? TraceOrigin.RESUME.jsonName() : null);
            draft.text(Field.PARENT_TRACE_ID, parent);
        }));
    }

    /** Ends what has not ended. Nobody knows how it went. */
    private void close(String closedBy, List<Step> steps) {
        subAgents.values().stream().filter(HookTurn::isOpen).forEach(open -> steps.add(open.end(closedBy)));
        subAgents.clear();
        calls.clear();
        if (turn != null && turn.isOpen()) {
            steps.add(turn.end(closedBy));
        }
    }

    private void call(Hook hook, long now, List<Step> steps) {
        Long begun = calls.remove(callId(hook));
        Long measured = begun == null ? null : (Long) Math.max(0, now - begun);
        HookTurn whose = whose(hook, now, steps);
        steps.add(whose.call(hook, hook.durationMs() == null ? measured : hook.durationMs()));
        if (hook.interrupted()) {
            steps.add(whose.interrupted(now));
        }
    }

    private static String callId(Hook hook) {
        return hook.texts().getOrDefault(Hook.Text.TOOL_USE_ID, "");
    }

    private void stop(Hook hook, long now, List<Step> steps) {
        if (hook.event().equals("SubagentStop") && hook.text(Hook.Text.AGENT_ID) == null) {
            return; // of an agent that does not say which one
        }
        HookTurn stopped = whose(hook, now, steps);
        end(stopped, stopped.stopped(now), steps);
    }

    private static void end(HookTurn turn, Step verdict, List<Step> steps) {
        steps.add(verdict);
        steps.add(turn.end(null));
    }

    /** The turn of the sub-agent that the call names, or of the user's prompt. */
    private HookTurn whose(Hook hook, long now, List<Step> steps) {
        return hook.text(Hook.Text.AGENT_ID) == null ? turn(hook) : subAgent(hook, now, steps);
    }

    /** The turn of the user's prompt. */
    private HookTurn turn(Hook hook) {
        String traceId = hook.promptId() == null ? null : traceId(hook.promptId());
        if (turn != null && (traceId == null || traceId.equals(turn.traceId()))) {
            return turn;
        }
        HookTurn unknown = new HookTurn(traceId, key, null);
        if (turn == null) {
            turn = unknown;
        }
        return unknown;
    }

    private HookTurn subAgent(Hook hook, long now, List<Step> steps) {
        String id = hook.texts().getOrDefault(Hook.Text.AGENT_ID, "");
        HookTurn known = subAgents.get(id);
        if (known != null) {
            return known;
        }
        String parent = turn(hook).traceId();
        HookTurn begun = new HookTurn(traceId(key, id), key + ":" + id, now);
        subAgents.put(id, begun);
        steps.add(begun.start(draft -> {
            draft.text(Field.AGENT_ID, agent);
            draft.text(Field.MODEL, model.isEmpty() ? null : model);
            draft.text(Field.ORIGIN, TraceOrigin.SUBAGENT.jsonName());
            draft.text(Field.PARENT_TRACE_ID, parent);
        }));
        return begun;
    }

    private String traceId(String... words) {
        return Sha256.hex(agent + "|" + String.join("|", words), TRACE_ID_BYTES);
    }

    /** What a sub-agent is told, which begins with an empty conversation; empty without rules. */
    static String tellSubAgent(String rules) {
        return rules.isEmpty() ? "" : FIRST + rules;
    }

    /**
     * What the model is to be told so that it knows these rules and no others; empty where it does already. What it is
     * told stays in the conversation.
     */
    String tell(String rules) {
        String hash = rules.isEmpty() ? null : Sha256.hex(rules, TRACE_ID_BYTES);
        if (Objects.equals(told, hash)) {
            return "";
        }
        String before = told;
        told = hash;
        if (rules.isEmpty()) {
            return "The rules from earlier in this session no longer apply.";
        }
        return (before == null ? FIRST : "These rules replace those from earlier in this session:\n") + rules;
    }
}
