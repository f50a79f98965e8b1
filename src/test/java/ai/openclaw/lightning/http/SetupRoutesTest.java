package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the bridge runs with. */
class SetupRoutesTest {

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void settings_each_sayWhereTheyComeFromAndNoSecret() throws IOException {
        RawConnection.Reply reply = server.get("/settings");
        Map<String, JsonNode> settings = new HashMap<>();
        reply.json().get("settings").forEach(one -> settings.put(one.get("key").asText(), one));
        assertThat(settings.get("retention.days").toString())
                .isEqualTo("{\"key\":\"retention.days\",\"value_json\":\"7\",\"origin\":\"the program\"}");
        assertThat(settings.get("bridge.port").get("origin").asText()).isEqualTo("default");
        assertThat(settings.get("bridge.api_key").get("value_json").asText()).isEqualTo("\"[secret]\"");
        assertThat(reply.text()).doesNotContain(ServerUnderTest.CONFIG_SECRET);
    }

    @Test
    void doctor_allChecks_areNamed() throws IOException {
        JsonNode found = server.get("/doctor").json();
        assertThat(found.get("checks").findValuesAsText("check"))
                .containsExactly("home", "permissions", "plugins", "disk", "clock", "library", "daemons");
        assertThat(found.get("checks").get(0).get("level").asText()).isEqualTo("ok");
    }
}
