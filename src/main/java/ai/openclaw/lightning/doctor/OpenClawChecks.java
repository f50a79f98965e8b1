package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.json.Json5;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether OpenClaw's plugin can reach the bridge, as its configuration file says. OpenClaw itself may read more
 * into that file (includes, variables), so {@code openclaw-lightning doctor} knows better; it needs OpenClaw to run.
 */
public final class OpenClawChecks {

    private static final String CHECK = "openclaw";
    private static final String SETUP = "lightning connect openclaw";

    private final Path file;
    private final String address;
    private final Secret apiKey;

    /** The bridge is reached at that address, and wants that key if it is set. */
    public OpenClawChecks(Path file, String address, Secret apiKey) {
        this.file = file;
        this.address = address;
        this.apiKey = apiKey;
    }

    /** Where OpenClaw of this user keeps its configuration. */
    public static Path file(Map<String, String> environment) {
        String named = environment.getOrDefault("OPENCLAW_CONFIG_PATH", "");
        String state = environment.getOrDefault("OPENCLAW_STATE_DIR", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        return (state.isEmpty() ? Home.userFolder(environment).resolve(".openclaw") : Path.of(state))
                .resolve("openclaw.json");
    }

    /** Empty where there is no OpenClaw. */
    public Optional<CheckResult> check() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(check(Json5.MAPPER
                    .readTree(file.toFile())
                    .path("plugins")
                    .path("entries")
                    .path("lightning")));
        } catch (JsonProcessingException e) {
            return Optional.of(
                    CheckResult.warning(CHECK, file + " is not JSON that this command can read", "openclaw doctor"));
        } catch (IOException e) {
            return Optional.of(
                    CheckResult.warning(CHECK, file + " can't be read: " + IoReason.of(e), "ls -l '" + file + "'"));
        }
    }

    private CheckResult check(JsonNode entry) {
        if (entry.isMissingNode()) {
            return CheckResult.warning(CHECK, "OpenClaw is here, but the plugin is not set up in " + file, SETUP);
        }
        if (!entry.path("enabled").asBoolean(true)
                || !entry.path("config").path("enabled").asBoolean(true)) {
            return CheckResult.warning(CHECK, "the plugin is switched off in " + file, SETUP);
        }
        if (!entry.path("hooks").path("allowConversationAccess").asBoolean()) {
            return CheckResult.warning(
                    CHECK,
                    "the plugin lacks the grant hooks.allowConversationAccess, so traces get no message, outcome or "
                            + "guidance",
                    SETUP);
        }
        String url = entry.path("config").path("url").asText("http://127.0.0.1:8765");
        if (!isSame(url, address)) {
            return CheckResult.warning(
                    CHECK, "the plugin sends to " + url + ", but the bridge is at " + address, SETUP);
        }
        return key(entry.path("config").path("apiKey"));
    }

    /** A key that is no plain text, such as a reference to a secret, can't be compared. */
    private CheckResult key(JsonNode given) {
        if (apiKey.isSet() && given.isMissingNode()) {
            return CheckResult.warning(CHECK, "the bridge asks for a key, and the plugin has none", SETUP);
        }
        boolean plain = given.isTextual() && !given.asText().contains("$");
        if (apiKey.isSet() && plain && !given.asText().equals(apiKey.reveal())) {
            return CheckResult.warning(CHECK, "the plugin has another key than the bridge", SETUP);
        }
        return CheckResult.ok(CHECK, "the plugin is set up for " + address);
    }

    static boolean isSame(String one, String other) {
        try {
            return normal(one).equals(normal(other));
        } catch (IllegalArgumentException e) {
            return false; // no URL at all
        }
    }

    private static String normal(String url) {
        URI uri = URI.create(url);
        String host = "localhost".equals(uri.getHost()) ? "127.0.0.1" : uri.getHost();
        return uri.getScheme() + "://" + host + ":" + uri.getPort();
    }
}
