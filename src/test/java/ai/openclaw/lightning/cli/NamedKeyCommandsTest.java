package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.DecisionKey;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lightning key add}, {@code list} and {@code revoke}. */
final class NamedKeyCommandsTest {

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    private CommandRun ask(Map<String, String> answers, String... arguments) throws IOException {
        Home home = new Home(folder);
        try (FakeBridge bridge = new FakeBridge(home, answers)) {
            CommandRun run = CommandRun.with(Map.of("LIGHTNING_HOME", folder.toString()), OutputStyle.PLAIN, arguments);
            asked.addAll(bridge.asked());
            keys.addAll(bridge.keys());
            return run;
        }
    }

    @Test
    void add_withScopes_printsTheKeyAlone() throws IOException {
        Files.createDirectory(folder.resolve("storage")); // as a bridge that ran
        String owner = DecisionKey.renew(new Home(folder)).reveal();
        Map<String, String> answers = Map.of("POST /keys", "{\"key\":\"lightning_key_x\",\"name\":\"ada\"}");

        CommandRun run = ask(answers, "key", "add", "ada", "--scope", "read,ingest");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo("lightning_key_x\n");
        assertThat(run.err()).contains("can't be shown again");
        assertThat(asked).containsExactly("POST /keys {\"name\":\"ada\",\"scopes\":[\"read\",\"ingest\"]}");
        assertThat(keys).containsExactly(owner);
        assertThat(ask(answers, "key", "add", "ada", "--json").json().get("key").asText())
                .isEqualTo("lightning_key_x");
        assertThat(asked).last().asString().contains("[\"ingest\"]");
    }

    @Test
    void add_unknownScope_isWrongUsage() throws IOException {
        CommandRun run = ask(Map.of(), "key", "add", "ada", "--scope", "everything");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("none of ingest, read, decide, admin");
        assertThat(asked).isEmpty();
    }

    @Test
    void list_ofKeys_showsNamesAndScopes() throws IOException {
        CommandRun run = ask(Map.of("GET /keys", """
                        {"keys":[{"name":"ada","scopes":["ingest","read"],"created_at":1763812800000,"created_by":null},
                        {"name":"bob","scopes":["decide"],"created_at":1763812800000,"created_by":"ada"}]}
                        """), "key", "list");
        assertThat(run.out().lines().toList().get(1)).contains("ada", "ingest, read", "this machine");
        assertThat(run.out().lines().toList().get(2)).containsPattern("bob +decide .* ada");
        assertThat(ask(Map.of("GET /keys", "{\"keys\":[]}"), "key", "list").err())
                .contains("no keys with names", "lightning key add");
    }

    @Test
    void revoke_key_asksToDeleteIt() throws IOException {
        CommandRun run = ask(Map.of("DELETE /keys/ada", "{\"success\":true}"), "key", "revoke", "ada");
        assertThat(run.out()).isEqualTo("revoked ada\n");
        CommandRun unknown = ask(Map.of(), "key", "revoke", "../x y");
        assertThat(unknown.code()).isEqualTo(ExitCode.ERROR);
        assertThat(asked).containsExactly("DELETE /keys/ada ", "DELETE /keys/..%2Fx+y ");
    }

    @Test
    void revoke_withItsTraces_deletesTheseAfterTheKey() throws IOException {
        CommandRun both = ask(
                Map.of(
                        "DELETE /keys/ada",
                        "{\"success\":true}",
                        "DELETE /senders/ada",
                        "{\"deleted_traces\":3,\"complete\":true}"),
                "key",
                "revoke",
                "ada",
                "--delete-traces");
        assertThat(both.out()).contains("revoked ada; deleted 3 traces that came with it");
        assertThat(asked).containsExactly("DELETE /keys/ada ", "DELETE /senders/ada ");
    }
}
