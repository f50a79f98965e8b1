package ai.openclaw.lightning.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much is remembered of all conversations together. */
class HookSessionsTest {

    private static final String AGENT = "claude-code";
    private static final String RULES = "Run the tests first.";
    private static final int CALLS = 100;

    private final HookSessions sessions = new HookSessions(() -> "ab".repeat(16));

    private static Hook hook(String session, int call) {
        byte[] body = ("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"" + session + "\",\"tool_use_id\":\"c"
                        + call + "\"}")
                .getBytes(UTF_8);
        return Hook.read(body, body.length);
    }

    private void begins(String session, int calls) {
        for (int call = 0; call < calls; call++) {
            sessions.take(AGENT, hook(session, call), HookEvent.TOOL_BEGINS, 1);
        }
    }

    /** What a conversation is told once it knows, as long as it is remembered. */
    private boolean isRemembered(String session) {
        return sessions.tell(AGENT, hook(session, 0), HookEvent.PROMPT, RULES).isEmpty();
    }

    @Test
    void take_manyCallsInManyConversations_forgetsTheEldest() {
        assertThat(isRemembered("first")).isFalse();
        begins("first", CALLS);
        int others = HookSessions.HELD_MAX / CALLS;
        for (int i = 1; i < others; i++) {
            assertThat(isRemembered("s" + i)).isFalse();
            begins("s" + i, CALLS);
        }
        assertThat(isRemembered("first")).as("all fit").isTrue();
        begins("one more", 1);
        assertThat(isRemembered("s2")).isTrue();
        assertThat(isRemembered("s1")).as("used longest ago").isFalse();
    }

    @Test
    void tell_moreConversationsThanAreRemembered_forgetsTheEldest() {
        for (int i = 0; i <= HookSessions.MAX; i++) {
            assertThat(isRemembered("s" + i)).isFalse();
        }
        assertThat(isRemembered("s" + HookSessions.MAX)).isTrue();
        assertThat(isRemembered("s0")).isFalse();
    }
}
