package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.config.table.BridgeSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a bridge in the background is started with. */
final class StartOptions {

    @Option(names = "--port", paramLabel = "PORT", description = "Short for --set bridge.port=PORT; 0 is a free one.")
    private String port;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set any setting; may be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait until it is ready (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 60;

    Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (port != null) {
            all.put(BridgeSection.PORT.key(), port);
        }
        return all;
    }

    Duration limit() {
        return Duration.ofSeconds(waitSeconds);
    }
}
