package ai.openclaw.lightning.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.TeamFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces that are deleted before the team has heard of them. */
final class LostTracesTest {

    @TempDir
    Path folder;

    private Bridges team;
    private Bridges own;

    @AfterEach
    void stop() {
        own.close();
        team.close();
    }

    private void trace(String digits, String agentId) throws Exception {
        String trace = "{\"trace_id\":\"" + digits.repeat(16) + "\",";
        own.post("/session/start", trace + "\"session_key\":\"s\",\"agent_id\":\"" + agentId + "\"}");
        own.post("/session/end", trace + "\"success\":true}");
    }

    /** As retention does. */
    private void deleteAll() throws SQLException {
        Path database = own.home.storage().resolve("traces.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM traces")).isEqualTo(3);
        }
    }

    @Test
    void deleted_ofAnAgentThatIsNotShared_areNotLost() throws Exception {
        Path key = folder.resolve("team.key");
        team = new Bridges(folder.resolve("team"), Map.of()).start();
        team.addKey("ada", key);
        own = Bridges.joined(folder.resolve("own"), team, key, "metadata", TeamFiles::state, "team.agents", "work-*");
        team.close();
        trace("aa", "work-1");
        trace("bb", "private");
        trace("cc", "private");
        own.close();
        deleteAll();

        own.start();
        Eventually.until(() -> lost() > 0); // counted while the team is away
        assertThat(lost()).isEqualTo(1);
        team.start();
        Eventually.until(() -> state().path("lost_traces").asLong() > 0); // and kept once the notes are gone
        assertThat(state().get("lost_traces").asLong()).isEqualTo(1);
        Eventually.until(() -> lost() == 1);
    }

    private long lost() throws Exception {
        return own.get("/stats").at("/sharing/lost_traces").asLong();
    }

    private JsonNode state() throws Exception {
        return TestJson.MAPPER.readTree(Files.readString(TeamFiles.of(own.home).state()));
    }
}
