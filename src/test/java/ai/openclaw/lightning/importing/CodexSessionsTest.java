package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;

/** Files of Codex that belong together: forks, sub-agents, and runs of its own. */
class CodexSessionsTest {

    private static final String PARENT = "01a222de-0000-7000-8000-000000000001";
    private static final String PARENT_TURN = "01a222de-1000-7000-8000-000000000002";
    private static final String CHILD = "01a222de-2000-7000-8000-000000000003";
    private static final String CHILD_TURN = "01a222de-3000-7000-8000-000000000004";

    private final TranscriptRun run = new TranscriptRun((session, at) -> "trace of " + session);

    private static String meta(String id, String more) {
        return "{\"timestamp\":\"2026-02-28T08:00:00Z\",\"type\":\"session_meta\",\"payload\":{\"id\":\"" + id + "\""
                + more + "}}";
    }

    private static String prompt(String time, String text) {
        return event(time, "user_message", ",\"message\":\"" + text + "\"");
    }

    private static String event(String time, String type, String more) {
        return "{\"timestamp\":\"2026-02-28T" + time + "Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"" + type
                + "\"" + more + "}}";
    }

    private static String says(String time, String text) {
        return "{\"timestamp\":\"2026-02-28T" + time
                + "Z\",\"type\":\"response_item\",\"payload\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"text\":\""
                + text + "\"}]}}";
    }

    private static String[] turn(String id, String text) {
        return new String[] {
            event("08:00:00", "task_started", ",\"turn_id\":\"" + id + "\""),
            prompt("08:00:00", text),
            says("08:00:01", "well"),
            event("08:00:02", "task_complete", "")
        };
    }

    /** Codex stamps the entries that a fork repeats with the time of the fork. */
    @Test
    void fork_withoutIdsOfTurns_givesEachTurnOnce() throws IOException {
        run.read(
                meta("fork", ""),
                meta("old", ""),
                prompt("09:00:00", "go on"),
                says("09:00:00", "one"),
                prompt("09:00:00", "go on"),
                says("09:00:00", "one"),
                prompt("09:01:00", "go on"),
                says("09:01:00", "three"));
        run.read(
                meta("old", ""),
                prompt("08:00:00", "go on"),
                says("08:00:01", "one"),
                prompt("08:00:02", "go on"),
                says("08:00:03", "one"),
                prompt("08:00:04", "go on"),
                says("08:00:05", "four"));
        run.read(meta("other", ""), prompt("08:00:00", "go on"), says("08:00:01", "one"));

        assertThat(run.texts("session.start", "trace_id")).hasSize(7);
        assertThat(new LinkedHashSet<>(run.texts("session.start", "trace_id"))).hasSize(5);
    }

    /** The first versions counted the turns of a session, so their ids tell nothing. */
    @Test
    void turnsWithSmallIds_ofTwoSessions_areTwo() throws IOException {
        for (String session : new String[] {"a", "b"}) {
            run.read(meta(session, ""), turn("1", "hi")[0], turn("1", "hi")[1], turn("1", "hi")[2]);
        }

        assertThat(new LinkedHashSet<>(run.texts("session.start", "trace_id"))).hasSize(2);
    }

    @Test
    void subAgent_isLinkedToItsParentWhoseTurnsItRepeats() throws IOException {
        String spawned =
                ",\"source\":{\"subagent\":{\"thread_spawn\":{\"parent_thread_id\":\"" + PARENT + "\",\"depth\":1}}}";
        String[] inherited = turn(PARENT_TURN, "the user's");
        String[] own = turn(CHILD_TURN, "the agent's");
        run.read(
                meta(CHILD, spawned),
                meta(PARENT, ",\"source\":\"cli\""),
                inherited[0],
                inherited[1],
                inherited[2],
                inherited[3],
                own[0],
                own[1],
                own[2],
                own[3]);

        assertThat(run.texts("session.start", "session_key")).containsExactly(PARENT, CHILD);
        assertThat(run.texts("session.start", "origin")).containsExactly("", "subagent");
        assertThat(run.texts("session.start", "parent_trace_id")).containsExactly("", "trace of " + PARENT);
        assertThat(run.values("session.start", "metadata").get(1))
                .hasToString("{\"parent_session_key\":\"" + PARENT + "\"}");
    }

    /** The user asks for a review by a command, so no message of theirs stands there. */
    @Test
    void review_thatTheUserAsksFor_isATurn() throws IOException {
        String[] turn = turn(PARENT_TURN, "do it");
        run.read(
                meta(PARENT, ""),
                turn[0],
                turn[1],
                turn[2],
                turn[3],
                event("08:01:00", "entered_review_mode", ",\"user_facing_hint\":\"current changes\""),
                says("08:02:00", "no findings"),
                event("08:02:00", "exited_review_mode", ""));

        assertThat(run.texts("session.start", "message")).containsExactly("do it", "current changes");
        assertThat(run.texts("session.start", "origin")).containsExactly("", "");
    }

    @Test
    void runsOfItsOwn_haveTheirOrigin() throws IOException {
        String[][] metas = {
            {"", ",\"source\":\"exec\",\"thread_source\":\"user\""},
            {"", ",\"source\":\"vscode\",\"forked_from_id\":\"p\""},
            {"review", ",\"source\":{\"subagent\":\"review\"},\"parent_thread_id\":\"p\""},
            {"review", ",\"source\":{\"subagent\":\"compact\"}"},
            {"review", ",\"source\":{\"internal\":\"memory_consolidation\"}"},
            {"review", ",\"source\":{\"subagent\":{\"other\":\"guardian\"}}"},
            {"subagent", ",\"source\":{\"subagent\":{\"other\":\"agent_job\"}}"},
            {"subagent", ",\"source\":{\"later\":1},\"thread_source\":\"subagent\""},
        };
        for (String[] meta : metas) {
            TranscriptRun one = new TranscriptRun((session, at) -> "trace of " + session);
            String[] turn = turn(CHILD_TURN, "x");
            one.read(meta(CHILD, meta[1]), turn[0], turn[1], turn[2], turn[3]);

            assertThat(one.texts("session.start", "origin")).as(meta[1]).containsExactly(meta[0]);
            assertThat(one.texts("session.start", "parent_trace_id"))
                    .containsExactly(meta[1].contains("parent_thread_id") ? "trace of p" : "");
        }
    }
}
