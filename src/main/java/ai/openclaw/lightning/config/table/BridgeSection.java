package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Flag;
import ai.openclaw.lightning.config.setting.HiddenText;
import ai.openclaw.lightning.config.setting.IntRange;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.config.setting.Section;
import ai.openclaw.lightning.config.setting.Setting;
import ai.openclaw.lightning.config.setting.Text;
import ai.openclaw.lightning.config.setting.TextList;
import java.util.List;

/** Where the bridge listens and who may talk to it. */
public final class BridgeSection {

    static final Section SECTION = new Section("bridge");

    private static final Text PATH = new Text("a path, or empty", "[^\\x00-\\x1f]{0,4096}");
    private static final Text HOST_NAME = new Text("a host name or an IP address", "[A-Za-z0-9._:%\\[\\]-]{1,255}");

    public static final Setting<String> HOST = SECTION.add(
            "host",
            "127.0.0.1",
            HOST_NAME,
            "Address to listen on; any address except loopback also needs bridge.api_key");

    public static final Setting<Integer> PORT = SECTION.add(
            "port",
            8765,
            new IntRange(0, 65_535),
            "TCP port; 0 picks a free port, which <home>/bridge.port then contains");

    public static final Setting<List<String>> ALLOWED_HOSTS = SECTION.add(
            "allowed_hosts",
            List.of(),
            new TextList(100, HOST_NAME),
            "More names that a request's Host header may have; loopback names are always allowed");

    public static final Setting<Secret> API_KEY = SECTION.add(
            "api_key",
            Secret.NONE,
            new HiddenText(new Text("16 to 256 visible ASCII characters, or empty", "|[!-~]{16,256}")),
            "Key that every request but GET /health and the page's files must carry; if empty, requests need no key");

    public static final Setting<Boolean> DECISIONS_OPEN = SECTION.add(
            "decisions_open",
            false,
            new Flag(),
            "Whether every client, even the agent, may decide on rules; if false, decisions need <home>/decision.key");

    public static final Setting<String> TLS_CERT_PATH = SECTION.add(
            "tls_cert_path", "", PATH, "PEM certificate chain for HTTPS, relative to the home; if empty, plain HTTP");

    public static final Setting<String> TLS_KEY_PATH =
            SECTION.add("tls_key_path", "", PATH, "PEM private key (PKCS #8) of the certificate, relative to the home");

    public static final Setting<Integer> SHUTDOWN_TIMEOUT_S = SECTION.add(
            "shutdown_timeout_s",
            10,
            new IntRange(1, 300),
            "Seconds that open requests have to finish when the bridge stops");

    private BridgeSection() {}
}
