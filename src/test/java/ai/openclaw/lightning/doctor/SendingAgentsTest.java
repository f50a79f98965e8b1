package ai.openclaw.lightning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.Connected;
import ai.openclaw.lightning.connecting.HookEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which agents are connected, though none has sent anything yet. */
final class SendingAgentsTest {

    private static final String ADDRESS = "http://127.0.0.1:8765";

    @TempDir
    private Path folder;

    private List<String> sending(String address) {
        return SendingAgents.of(Map.of("HOME", folder.toString()), address);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void agents_connectedToThisBridge_areNamed() throws IOException {
        assertThat(sending(ADDRESS)).isEmpty();
        write(
                ".claude/settings.json",
                HookEntries.CLAUDE_CODE.connected(
                        "", "{\"type\":\"http\",\"url\":\"" + ADDRESS + "/hooks/claude-code\"}"));
        assertThat(sending(ADDRESS)).containsExactly("Claude Code");
        assertThat(sending("http://127.0.0.1:1")).isEmpty();

        write(
                ".openclaw/openclaw.json",
                "{\"plugins\":{\"entries\":{\"lightning\":{\"hooks\":{\"allowConversationAccess\":true}}}}}");
        assertThat(sending(ADDRESS)).containsExactly("Claude Code", "OpenClaw");
        assertThat(sending("http://127.0.0.1:1")).isEmpty();
    }

    /** Whoever has just connected an agent is not told to connect one. */
    @Test
    void firstStep_connectedAgents_isToGiveThemWork() {
        assertThat(Connected.firstStep(List.of())).startsWith("lightning connect claude-code");
        assertThat(Connected.firstStep(List.of("Codex")))
                .isEqualTo("Codex is connected: give it work, and restart it where it was running before");
        assertThat(Connected.firstStep(List.of("Codex", "OpenClaw"))).startsWith("Codex and OpenClaw are connected:");
    }
}
