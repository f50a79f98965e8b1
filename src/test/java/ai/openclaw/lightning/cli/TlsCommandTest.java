package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.Bridge;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.http.SelfSigned;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a real bridge with a key and a certificate of its own, both from the settings. */
class TlsCommandTest {

    private static final String KEY = "a-key-of-sixteen-or-more";

    @TempDir
    Path folder;

    @Test
    void commands_bridgeWithTlsAndKey_trustOnlyTheConfiguredCertificate() throws Exception {
        Home home = new Home(folder.resolve("home"));
        try (HomeLock lock = HomeLock.take(home)) {
            SelfSigned own = SelfSigned.in(home.root()); // relative paths are meant from the home
            SelfSigned other = SelfSigned.in(Files.createDirectories(folder.resolve("other")));
            Config config = Config.of(Map.of(
                    "bridge.port",
                    "0",
                    "bridge.api_key",
                    KEY,
                    "bridge.tls_cert_path",
                    own.certificate().getFileName().toString(),
                    "bridge.tls_key_path",
                    own.key().getFileName().toString()));
            try (Bridge bridge = Bridge.start(config, home, "test")) {
                lock.publish(BridgeAddress.of(config).localUrl(bridge.port()));

                CommandRun status = run(home, KEY, own, "status");
                assertThat(status.out())
                        .as(status.err())
                        .startsWith("running, healthy")
                        .contains("https://127.0.0.1:");
                assertThat(run(home, KEY, own, "stats").code()).isEqualTo(ExitCode.OK);
                assertThat(run(home, "another-key-of-sixteen", own, "stats").err())
                        .contains("an API key is required", "lightning restart")
                        .doesNotContain("another-key");
                CommandRun stranger = run(home, KEY, other, "stats");
                assertThat(stranger.code()).isEqualTo(ExitCode.NOT_RUNNING);
                assertThat(stranger.err()).contains("certificate is not the one in bridge.tls_cert_path");
                BridgeClient ofAnybody =
                        new BridgeClient("https://127.0.0.1:" + bridge.port(), new Secret(KEY), Secret.NONE);
                assertThatThrownBy(() -> ofAnybody.get("/stats")) // nobody signed it
                        .isInstanceOf(ClientException.class)
                        .hasMessageContaining("certification path");
            }
        }
    }

    private static CommandRun run(Home home, String key, SelfSigned expected, String command) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LIGHTNING_HOME", home.root().toString());
        environment.put("LIGHTNING_BRIDGE_API_KEY", key);
        environment.put("LIGHTNING_BRIDGE_TLS_CERT_PATH", expected.certificate().toString());
        environment.put("LIGHTNING_BRIDGE_TLS_KEY_PATH", expected.key().toString());
        return CommandRun.with(environment, OutputStyle.PLAIN, command);
    }
}
