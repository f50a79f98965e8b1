package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.config.table.BridgeSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options for starting a bridge in the background. */
final class StartOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Short for --set bridge.port=PORT; 0 picks a free port.")
    private String port;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Override a setting; can be repeated.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Longest wait for the bridge to be ready (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 60;

    Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (port != null) {
            all.put(BridgeSection.PORT.key(), port);
        }
        return all;
    }

    Duration limit() {
        Limits.check("--wait", waitSeconds, 0, Limits.SECONDS_MAX);
        return Duration.ofSeconds(waitSeconds);
    }
}
