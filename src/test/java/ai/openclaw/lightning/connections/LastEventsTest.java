package ai.openclaw.lightning.connections;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.LastEvent;
import ai.openclaw.lightning.model.Written;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastEventsTest {

    private final AtomicLong now = new AtomicLong(1_000);
    private final LastEvents lastEvents = new LastEvents(now::incrementAndGet);

    @Test
    void committed_severalAgents_theMostRecentFirst() {
        lastEvents.committed("curl/8.5.0", List.of(of("coder"), of("coder"), of(null)));
        lastEvents.committed("openclaw-lightning/0.1.0 (node)", List.of(of("main")));
        lastEvents.committed("curl/8.5.0", List.of(of("coder")));

        assertThat(lastEvents.newestFirst())
                .containsExactly(
                        new LastEvent("coder", "curl/8.5.0", 1_005, 3),
                        new LastEvent("main", "openclaw-lightning/0.1.0", 1_004, 1),
                        new LastEvent(null, "curl/8.5.0", 1_003, 1));
    }

    @Test
    void committed_storedBefore_isNoSignOfLife() {
        lastEvents.committed("curl/8.5.0", List.of(new Written("t", "s", "coder", 0, null, null, true)));

        assertThat(lastEvents.newestFirst()).isEmpty();
    }

    @Test
    void committed_moreAgentsThanAreKept_theLeastRecentGo() {
        for (int i = 0; i < 1_000; i++) {
            lastEvents.committed("curl/8.5.0", List.of(of("agent-0"), of("agent-" + i)));
        }

        assertThat(lastEvents.newestFirst()).hasSize(LastEvents.MAX);
        assertThat(lastEvents.newestFirst().get(0).agentId()).isEqualTo("agent-999");
        assertThat(lastEvents.newestFirst())
                .anyMatch(last -> "agent-0".equals(last.agentId()) && last.events() > 1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    curl/8.5.0                         | curl/8.5.0
                    Mozilla/5.0 (X11; Linux x86_64)    | Mozilla/5.0
                    <script>alert(1)</script>          | unknown
                    aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee | aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd
                                                       | unknown
                    """)
    void client_anyHeader_itsProductOrUnknown(String userAgent, String client) {
        assertThat(LastEvents.client(userAgent)).isEqualTo(client);
    }

    private static Written of(String agentId) {
        return new Written("t", "s", agentId, 0, null, null, false);
    }
}
