package ai.openclaw.lightning.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.json.Json5;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenClawEntryTest {

    private static final String FOLDER = "/home/me/.openclaw/lightning/openclaw-plugin";
    private static final String URL = "http://127.0.0.1:8765";
    private static final OpenClawEntry ENTRY = new OpenClawEntry(FOLDER);

    private static final String FULL = """
            // mine
            {
              gateway: { mode: 'local' }, // bare keys
              'plugins': {
                allow: ["memory"], // only these
                load: { paths: ['~/code/voice'] },
                entries: {
                  memory: { enabled: true },
                },
              },
              agents: { list: [{ id: 'main' }] }, /* the end */
            }
            """;

    private static JsonNode plugins(String settings) throws Exception {
        return Json5.MAPPER.readTree(settings).path("plugins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "{}", "{\n}\n", "{ plugins: {} }", "// none\n{\n  \"plugins\": {\"entries\": {}}\n}"})
    void connected_nothingThere_hasAllThatThePluginNeeds(String settings) throws Exception {
        String connected = ENTRY.connected(settings, URL, null);
        assertThat(plugins(connected).toString())
                .contains("\"load\":{\"paths\":[\"" + FOLDER + "\"]}")
                .contains("\"lightning\":{\"enabled\":true,\"hooks\":{\"allowConversationAccess\":true},"
                        + "\"config\":{\"url\":\"" + URL + "\"}}")
                .doesNotContain("allow\"");
        assertThat(ENTRY.connected(connected, URL, null)).isEqualTo(connected);
        assertThat(Json5.MAPPER.readTree(ENTRY.disconnected(connected)).toString())
                .isEqualTo("{}");
    }

    @Test
    void connected_settingsOfAPerson_keepEverythingAndComeBackAsTheyWere() throws Exception {
        String connected = ENTRY.connected(FULL, URL, null);
        assertThat(connected)
                .contains("// mine", "// bare keys", "// only these", "/* the end */", "'~/code/voice'", "gateway: {");
        assertThat(plugins(connected).path("allow").toString()).isEqualTo("[\"memory\",\"lightning\"]");
        assertThat(plugins(connected).at("/load/paths").toString()).isEqualTo("[\"~/code/voice\",\"" + FOLDER + "\"]");
        assertThat(plugins(connected).at("/entries/memory/enabled").asBoolean()).isTrue();
        String back = ENTRY.disconnected(connected);
        assertThat(Json5.MAPPER.readTree(back)).isEqualTo(Json5.MAPPER.readTree(FULL));
        assertThat(back).contains("// mine", "// bare keys", "// only these", "/* the end */");
        assertThat(ENTRY.disconnected(back)).isEqualTo(back);
    }

    @Test
    void connected_again_changesWhatIsNewAndKeepsTheRestOfTheEntry() throws Exception {
        String before = ENTRY.connected("", URL, null)
                .replace("\"config\": {", "\"config\": { capture: 'metadata',")
                .replace("\"enabled\": true", "enabled: false");
        String moved = new OpenClawEntry("/elsewhere/lightning/openclaw-plugin")
                .connected(before, "http://127.0.0.1:9000", "secret\"key");
        JsonNode entry = plugins(moved).at("/entries/lightning");
        assertThat(entry.path("enabled").asBoolean()).isTrue();
        assertThat(entry.path("config").toString())
                .isEqualTo("{\"capture\":\"metadata\",\"url\":\"http://127.0.0.1:9000\",\"apiKey\":\"secret\\\"key\"}");
        assertThat(plugins(moved).at("/load/paths").toString()).isEqualTo("[\"/elsewhere/lightning/openclaw-plugin\"]");
    }

    @Test
    void connected_keyThatIsReferredTo_staysAReference() throws Exception {
        for (String reference : new String[] {"'${LIGHTNING_KEY}'", "{ source: 'env', id: 'KEY' }"}) {
            String settings = "{ plugins: { entries: { lightning: { config: { apiKey: " + reference + " } } } } }";
            assertThat(ENTRY.connected(settings, URL, "key")).contains("apiKey: " + reference);
        }
    }

    @Test
    void connected_installedOtherwise_addsNoSecondPlugin() throws Exception {
        String settings = "{ plugins: { entries: { lightning: { enabled: true } } } }";
        assertThat(ENTRY.isInstalledOtherwise(settings)).isTrue();
        String connected = ENTRY.connected(settings, URL, null);
        assertThat(connected).doesNotContain(FOLDER).contains("allowConversationAccess");
        assertThat(ENTRY.isInstalledOtherwise(ENTRY.connected("", URL, null))).isFalse();
        assertThat(ENTRY.isInstalledOtherwise("")).isFalse();
        assertThat(ENTRY.isInstalledOtherwise("{")).isFalse();
    }

    @Test
    void allow_emptyOrOnlyOurs_staysAList() throws Exception {
        assertThat(plugins(ENTRY.connected("{ plugins: { allow: [] } }", URL, null))
                        .path("allow"))
                .isEmpty();
        String disconnected = ENTRY.disconnected("{ plugins: { allow: ['lightning'], entries: { lightning: {} } } }");
        assertThat(plugins(disconnected).toString()).isEqualTo("{\"allow\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ plugins: { enabled: false } }",
                "{ plugins: { deny: ['lightning'] } }",
                "{ plugins: 7 }",
                "{ plugins: { entries: [] } }",
                "[]",
                "{",
                "{} {}",
                "{ plugins: {}, plugins: {} }"
            })
    void connected_whatForbidsItOrIsNotUnderstood_isRefused(String settings) {
        assertThatThrownBy(() -> ENTRY.connected(settings, URL, null)).isInstanceOf(ConfigException.class);
    }
}
