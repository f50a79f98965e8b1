package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForksTest {

    private static final long FORKED_AT = 1_700_000_005_000L;

    @TempDir
    Path folder;

    private static String user(String id, long at) {
        return "{\"type\":\"message\",\"id\":\"" + id + "\",\"message\":{\"role\":\"user\",\"content\":\"" + id
                + "\",\"timestamp\":" + at + "}}";
    }

    private Forks.Origin origin(String parent, String entry) throws IOException {
        JsonNode json = ImportJson.whole(entry);
        return new Forks(folder).session("fork", parent, FORKED_AT).origin(json);
    }

    @Test
    void fork_ofAFileThatMovedAndWasDeleted_hasItsParentsTurns() throws IOException {
        String old = user("e1", FORKED_AT - 1_000);
        Files.writeString(
                folder.resolve("p.jsonl.deleted.2026-11-20"),
                "{\"type\":\"session\",\"id\":\"parent\"}\n" + old + "\n");

        assertThat(origin("/elsewhere/p.jsonl", old).sessionId()).isEqualTo("parent");
        assertThat(origin("/elsewhere/p.jsonl", user("e2", FORKED_AT - 1_000)).sessionId())
                .isEqualTo("fork");
    }

    @Test
    void fork_ofAFileThatIsGone_hasWhatIsOlderThanItself() throws IOException {
        String parent = "C:\\sessions\\2026-11-20T10-00-00_parent.jsonl";

        assertThat(origin(parent, user("e1", FORKED_AT - 1_000)).sessionId()).isEqualTo("parent");
        assertThat(origin(parent, user("e2", FORKED_AT + 1_000)).sessionId()).isEqualTo("fork");
    }

    @Test
    void fork_ofItself_ends() throws IOException {
        Files.writeString(
                folder.resolve("loop.jsonl"),
                "{\"type\":\"session\",\"id\":\"loop\",\"parentSession\":\"loop.jsonl\"}\n" + user("e1", FORKED_AT)
                        + "\n");

        assertThat(origin("loop.jsonl", user("e1", FORKED_AT)).sessionId()).isEqualTo("loop");
    }
}
