package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.client.BridgeClient;
import ai.openclaw.lightning.client.ClientException;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.config.table.BridgeSection;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Whether the port is there to be had, and whether the bridge that runs does well. */
public final class BridgeChecks {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private BridgeChecks() {}

    /** Of the configured port, when the home has no bridge or one that listens elsewhere. */
    public static CheckResult port(Config config, Optional<HomeLock.Holder> holder) {
        String host = config.get(BridgeSection.HOST);
        int port = config.get(BridgeSection.PORT);
        if (port == 0) {
            return CheckResult.ok("port", "any free one");
        }
        String address = holder.map(HomeLock.Holder::address).orElse(null);
        if (address != null && address.endsWith(":" + port)) {
            return CheckResult.ok("port", port + ", which this home's bridge has");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getAllByName(withoutBrackets(host))[0], port));
            return CheckResult.ok("port", port + " is free");
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).contains("in use")) {
                return CheckResult.failure(
                        "port", PortHolder.describe(port), "lightning start --port " + (port == 65_535 ? 0 : port + 1));
            }
            return CheckResult.failure(
                    "port",
                    host + " port " + port + ": " + e.getMessage(),
                    "lightning start --set bridge.host=127.0.0.1");
        } catch (IOException e) {
            return CheckResult.failure(
                    "port", host + " is no address of this machine", "lightning start --set bridge.host=127.0.0.1");
        }
    }

    /** Who may decide what agents are told. */
    public static CheckResult decisions(Config config) {
        return config.get(BridgeSection.DECISIONS_OPEN)
                ? CheckResult.warning(
                        "decisions",
                        "bridge.decisions_open is on, so an agent can accept its own rules",
                        "set it to false, then: lightning restart")
                : CheckResult.ok("decisions", "they need a key of their own");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Of the bridge that runs there. */
    public static CheckResult bridge(BridgeClient bridge, String ownVersion) {
        try {
            BridgeClient.Response health = bridge.getAnyStatus("/health");
            String version = health.body().path("version").asText();
            if (health.status() != OK) {
                return CheckResult.failure("bridge", "it is unhealthy: " + problem(health.body()), "lightning logs");
            }
            if (bridge.getAnyStatus("/stats").status() == UNAUTHORIZED) {
                return CheckResult.failure(
                        "bridge", "it was started with another API key than the settings have", "lightning restart");
            }
            return version.equals(ownVersion)
                    ? CheckResult.ok("bridge", "healthy at " + bridge.address())
                    : CheckResult.warning(
                            "bridge",
                            "version " + version + " runs, this command is version " + ownVersion,
                            "lightning restart");
        } catch (ClientException e) {
            return CheckResult.failure("bridge", "it runs but does not answer: " + e.getMessage(), "lightning restart");
        }
    }

    /** Of the optimizer in it; empty where the bridge does not answer or does not say. */
    public static Optional<CheckResult> optimizer(BridgeClient bridge) {
        JsonNode check;
        try {
            check = bridge.getAnyStatus("/health").body().path("checks").path("optimizer");
        } catch (ClientException e) {
            return Optional.empty(); // the check of the bridge says so
        }
        String detail = check.path("detail").asText("it does not say why");
        return switch (check.path("status").asText()) {
            case "pass" -> Optional.of(CheckResult.ok("optimizer", "it works"));
            case "warn" -> Optional.of(CheckResult.warning("optimizer", detail, "lightning logs -n 50"));
            case "fail" -> Optional.of(CheckResult.failure("optimizer", detail, "lightning logs -n 50"));
            default -> Optional.empty();
        };
    }

    private static String problem(JsonNode health) {
        String problem = health.path("checks").path("storage").path("detail").asText("");
        return problem.isEmpty() ? "it does not say why" : problem;
    }
}
