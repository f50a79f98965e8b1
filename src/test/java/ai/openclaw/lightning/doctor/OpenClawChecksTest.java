package ai.openclaw.lightning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.doctor.CheckResult.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the plugin's entry in OpenClaw's file leads to the bridge. */
class OpenClawChecksTest {

    private static final String KEY = "a-key-of-sixteen-or-more";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                               | the plugin is not set up
                    {"plugins":{"entries":{"lightning":{"enabled":false}}}} | switched off
                    {"plugins":{"entries":{"lightning":{"enabled":true}}}}  | lacks the grant hooks.allowConversationAccess
                    """)
    void check_entryIncomplete_setupIsTheFix(String json, String words) throws IOException {
        CheckResult result = check(json, Secret.NONE);

        assertThat(result.level()).isEqualTo(Level.WARNING);
        assertThat(result.detail()).contains(words);
        assertThat(result.fix()).isEqualTo("lightning connect openclaw");
    }

    @Test
    void check_portOfTheBridgeChanged_saysBothAddresses() throws IOException {
        CheckResult result = check(entry("url: 'http://localhost:8765'"), Secret.NONE);

        assertThat(result.detail())
                .isEqualTo("the plugin sends to http://localhost:8765, but the bridge is at http://127.0.0.1:9000");
        assertThat(result.fix()).isEqualTo("lightning connect openclaw");
    }

    @Test
    void check_keyMissingOrAnother_saysWhereToPutIt() throws IOException {
        Secret key = new Secret(KEY);
        String url = "url: 'http://localhost:9000/', ";

        assertThat(check(entry(url), key).detail()).isEqualTo("the bridge asks for a key, and the plugin has none");
        CheckResult another = check(entry(url + "apiKey: 'another-key-of-sixteen'"), key);
        assertThat(another.detail()).isEqualTo("the plugin has another key than the bridge");
        assertThat(another.fix()).isEqualTo("lightning connect openclaw");
        assertThat(check(entry(url + "apiKey: '" + KEY + "'"), key).level()).isEqualTo(Level.OK);
        assertThat(check(entry(url + "apiKey: '${LIGHTNING_KEY}'"), key).level())
                .isEqualTo(Level.OK);
        assertThat(check(entry(url), Secret.NONE).level()).isEqualTo(Level.OK);
    }

    @Test
    void check_brokenOrNoFile_saidOrNothing() throws IOException {
        assertThat(check("{ plugins: ", Secret.NONE).detail()).contains("is not JSON that this command can read");
        assertThat(new OpenClawChecks(folder.resolve("none"), "http://127.0.0.1:9000", Secret.NONE).check())
                .isEmpty();
    }

    @Test
    void file_variables_thoseThatOpenClawObeys() {
        assertThat(OpenClawChecks.file(Map.of("HOME", "/home/me"))).hasToString("/home/me/.openclaw/openclaw.json");
        assertThat(OpenClawChecks.file(Map.of("OPENCLAW_STATE_DIR", "/state"))).hasToString("/state/openclaw.json");
        assertThat(OpenClawChecks.file(Map.of("OPENCLAW_STATE_DIR", "/state", "OPENCLAW_CONFIG_PATH", "/a.json")))
                .hasToString("/a.json");
    }

    private static String entry(String config) {
        return "// mine\n{plugins: {entries: {lightning: {enabled: true, hooks: {allowConversationAccess: true}, config: {"
                + config + "},},},},}";
    }

    private CheckResult check(String json, Secret key) throws IOException {
        Path file = Files.writeString(folder.resolve("openclaw.json"), json);
        return new OpenClawChecks(file, "http://127.0.0.1:9000", key).check().orElseThrow();
    }
}
