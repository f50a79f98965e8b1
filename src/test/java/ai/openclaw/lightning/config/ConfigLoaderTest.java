package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.HiddenText;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.table.BridgeSection;
import ai.openclaw.lightning.config.table.CaptureSection;
import ai.openclaw.lightning.config.table.MaskingSection;
import ai.openclaw.lightning.config.table.OptimizationSection;
import ai.openclaw.lightning.config.table.RetentionSection;
import ai.openclaw.lightning.config.table.Settings;
import ai.openclaw.lightning.config.table.StorageSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    @TempDir
    Path folder;

    @Test
    void load_nothingGiven_defaults() {
        Config config = load("", Map.of(), Map.of()).config();

        assertThat(config.get(BridgeSection.HOST)).isEqualTo("127.0.0.1");
        assertThat(config.get(BridgeSection.PORT)).isEqualTo(8765);
        assertThat(config.get(CaptureSection.FIELD_BYTES_MAX)).isEqualTo(16_384);
        assertThat(config.get(StorageSection.DURABILITY)).isEqualTo(StorageSection.Durability.NORMAL);
        assertThat(config.get(RetentionSection.DAYS)).isEqualTo(30);
        assertThat(config).isEqualTo(Config.defaults());
    }

    @Test
    void load_fileEnvironmentFlags_laterPlaceWins() {
        String file = """
                // a comment
                {"bridge": {"port": 1001, /* another */ "shutdown_timeout_s": 5,}, "retention.days": 7,}
                """;
        ConfigLoader.Loaded loaded = load(
                file,
                Map.of("LIGHTNING_BRIDGE_PORT", "1002", "LIGHTNING_OPTIMIZATION_MODE", "aggressive"),
                Map.of("bridge.port", "1003"));

        assertThat(loaded.config().get(BridgeSection.PORT)).isEqualTo(1003);
        assertThat(loaded.config().get(BridgeSection.SHUTDOWN_TIMEOUT_S)).isEqualTo(5);
        assertThat(loaded.config().get(RetentionSection.DAYS)).isEqualTo(7);
        assertThat(loaded.config().get(OptimizationSection.MODE)).isEqualTo(OptimizationSection.Mode.AGGRESSIVE);
        assertThat(loaded.origins())
                .containsEntry("bridge.port", "the command line")
                .containsEntry("optimization.mode", "LIGHTNING_OPTIMIZATION_MODE")
                .containsEntry("retention.days", folder.resolve("config.json") + ":2");
    }

    @Test
    void load_listInEnvironment_commasOrJson() {
        Map<String, String> commas = Map.of("LIGHTNING_MASKING_EXTRA_KEYS", "badge, pin");
        Map<String, String> json = Map.of("LIGHTNING_MASKING_EXTRA_PATTERNS", "[\"a{1,2}\", \"b\"]");

        assertThat(load("", commas, Map.of()).config().get(MaskingSection.EXTRA_KEYS))
                .isEqualTo(List.of("badge", "pin"));
        assertThat(load("", json, Map.of()).config().get(MaskingSection.EXTRA_PATTERNS))
                .isEqualTo(List.of("a{1,2}", "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"bridge": {"prot": 1}}                  | bridge.prot: no such setting | did you mean bridge.port?
                    {"brigde": {"port": 1}}                  | brigde.port: no such setting | did you mean bridge.port?
                    {"colour": {}}                           | colour: no such setting      | docs/configuration.md
                    {"bridge": 5}                            | bridge: in                   | must be an object with host, port
                    {"bridge": {"port": "1"}}                | bridge.port: "1" in          | a whole number from 0 to 65535
                    {"bridge": {"port": 65536}}              | bridge.port: 65536 in        | a whole number from 0 to 65535
                    {"bridge": {"port": 1.5}}                | bridge.port: 1.5 in          | a whole number
                    {"bridge": {"port": 99999999999999999999}} | bridge.port: Infinity in   | a whole number
                    {"bridge": {"port": null}}               | bridge.port: null in         | a whole number
                    {"bridge": {"tls_key_path": null}}       | bridge.tls_key_path: null in | a path
                    {"storage": {"durability": "most"}}      | storage.durability: "most"   | one of normal, full
                    {"masking": {"enabled": "yes"}}          | masking.enabled: "yes"       | true or false
                    {"masking": {"extra_keys": ["a", 1]}}    | masking.extra_keys           | a list of at most 200
                    {"bridge": {"port": 1, "port": 2}}       | config.json:1                | Duplicate
                    {"bridge": {"port": 1}                   | config.json:                 | not JSON
                    {} {}                                    | config.json:1                | there is text after
                    [1]                                      | config.json                  | must be a JSON object
                    """)
    void load_badFile_refusedWithKeyPlaceAndRule(String file, String start, String also) {
        assertThatThrownBy(() -> load(file, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(start)
                .hasMessageContaining("config.json")
                .hasMessageContaining(also);
    }

    @Test
    void load_storeInMemory_saysWhatToDoInstead() {
        assertThatThrownBy(() -> load("{\"storage\": {\"type\": \"memory\"}}", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.type: the store \"memory\" is gone")
                .hasMessageContaining("lightning run --home \"$(mktemp -d)\"");
    }

    @Test
    void load_unfinishedFile_saysWhereAndNothingOfTheParser() {
        assertThatThrownBy(() -> load("{", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("(?s).*config\\.json:1:2: not JSON: Unexpected end-of-input[^()]*");
    }

    @Test
    void load_badVariable_refusedWithItsName() {
        assertThatThrownBy(() -> load("", Map.of("LIGHTNING_RETENTION_DAYS", "-1"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("retention.days: \"-1\" in LIGHTNING_RETENTION_DAYS is not allowed; "
                        + "it must be a whole number from 0 to 36500");
    }

    @Test
    void load_badKeyOnCommandLine_refused() {
        assertThatThrownBy(() -> load("", Map.of(), Map.of("bridge.pork", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("bridge.pork: no such setting, in the command line; did you mean bridge.port?");
    }

    @Test
    void load_unknownVariable_warnsUnlessItIsAnothersOwn() {
        Map<String, String> environment = Map.of(
                "LIGHTNING_BRIDGE_PROT", "1",
                "LIGHTNING_BIN", "/opt/lightning/bin/lightning",
                "LIGHTNING_BRIDGE_URL", "http://localhost:1",
                "LIGHTNING_DEBUG", "1",
                "LIGHTNING_HOME", "/x",
                "LIGHTNING_JAVA_OPTS", "-Xmx1g",
                "PATH", "/bin");

        assertThat(load("", environment, Map.of()).warnings())
                .containsExactly(
                        "LIGHTNING_BRIDGE_PROT: no such setting, ignored; did you mean LIGHTNING_BRIDGE_PORT?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.1.example.org"})
    void load_foreignHostWithoutKey_refused(String host) {
        assertThatThrownBy(() -> Config.of(Map.of("bridge.host", host)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bridge.api_key must be set");
        assertThat(Config.of(Map.of("bridge.host", host, "bridge.api_key", "0123456789abcdef"))
                        .get(BridgeSection.HOST))
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"})
    void load_loopbackHost_needsNoKey(String host) {
        assertThat(Config.of(Map.of("bridge.host", host)).get(BridgeSection.HOST))
                .isEqualTo(host);
    }

    @Test
    void load_certificateWithoutKey_refused() {
        assertThatThrownBy(() -> Config.of(Map.of("bridge.tls_cert_path", "cert.pem")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("set both for HTTPS");
    }

    @Test
    void apiKey_anywhere_neverInText() {
        Config config = Config.of(Map.of("bridge.api_key", "correct-horse-battery"));

        assertThat(config.toString()).doesNotContain("horse").contains("[secret]");
        assertThat(config.get(BridgeSection.API_KEY).reveal()).isEqualTo("correct-horse-battery");
        assertThatThrownBy(() -> load("{\"bridge\":{\"api_key\":\"short-horse\"}}", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("horse")
                .hasMessageContaining("16 to 256");
    }

    static Stream<Setting<?>> secrets() {
        return Settings.ALL.stream().filter(setting -> setting.type() instanceof HiddenText);
    }

    /** {@code ps} shows it, and the shell's history keeps it. */
    @ParameterizedTest
    @MethodSource("secrets")
    void load_secretOnTheCommandLine_isRefusedWithTheBetterWay(Setting<?> secret) {
        for (String value : List.of("correct-horse-battery", "short-horse", "")) {
            assertThatThrownBy(() -> load("{}", Map.of(), Map.of(secret.key(), value)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(secret.key() + ": is a secret")
                    .hasMessageContaining(secret.variable())
                    .hasMessageContaining("config.json")
                    .hasMessageContaining("lightning key rotate")
                    .hasMessageNotContaining("horse");
        }
        assertThat(load("{}", Map.of(secret.variable(), "correct-horse-battery"), Map.of())
                        .origins())
                .containsEntry(secret.key(), secret.variable());
    }

    private ConfigLoader.Loaded load(String text, Map<String, String> environment, Map<String, String> flags) {
        Path file = folder.resolve("config.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ConfigLoader.load(file, environment, flags);
    }
}
