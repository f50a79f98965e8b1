package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.model.TraceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Calls hooks as Claude Code does. */
final class HookCaller implements AutoCloseable {

    final ServerUnderTest server = new ServerUnderTest();

    JsonNode call(String event, String session, String more) throws IOException {
        var reply = server.post(
                "/hooks/claude-code",
                "{\"hook_event_name\":\"" + event + "\",\"session_id\":\"" + session + "\"" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** What the model is told in answer to a prompt; empty for nothing. */
    String prompt(String session, String id, String prompt) throws IOException {
        JsonNode answer =
                call("UserPromptSubmit", session, ",\"prompt_id\":\"" + id + "\",\"prompt\":\"" + prompt + "\"");
        JsonNode told = answer.path("hookSpecificOutput");
        assertThat(told.path("hookEventName").asText("UserPromptSubmit")).isEqualTo("UserPromptSubmit");
        return told.path("additionalContext").asText();
    }

    static ActiveGuidance rules(String version, String... texts) {
        List<ActiveRule> rules = new java.util.ArrayList<>();
        for (String text : texts) {
            rules.add(new ActiveRule(text, text, "claude-code"));
        }
        return new ActiveGuidance(version, rules, List.of());
    }

    <T extends TraceEvent> List<T> stored(Class<T> kind) {
        return server.writer.stored.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() throws TimeoutException {
        server.close();
    }
}
