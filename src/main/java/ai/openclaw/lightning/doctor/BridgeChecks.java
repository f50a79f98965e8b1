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

/** Checks whether the port is free, and whether the running bridge is healthy. */
public final class BridgeChecks {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private BridgeChecks() {}

    /** Checks the configured port, if no bridge of this home runs. */
    public static CheckResult port(Config config, Optional<HomeLock.Holder> holder) {
        String host = config.get(BridgeSection.HOST);
        int port = config.get(BridgeSection.PORT);
        String address = holder.map(HomeLock.Holder::address).orElse(null);
        if (address != null) {
            return CheckResult.ok(
                    "port",
                    address.endsWith(":" + port)
                            ? port + " is used by the bridge of this home"
                            : "the bridge of this home is at " + address + "; bridge.port is " + port);
        }
        if (port == 0) {
            return CheckResult.ok("port", "any free port");
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
                    "port", host + " is not an address of this machine", "lightning start --set bridge.host=127.0.0.1");
        }
    }

    /** Checks who may decide what agents are told. */
    public static CheckResult decisions(Config config) {
        return config.get(BridgeSection.DECISIONS_OPEN)
                ? CheckResult.warning(
                        "decisions",
                        "bridge.decisions_open is true, so an agent can accept its own rules",
                        "set it to false in config.json, then: lightning restart")
                : CheckResult.ok("decisions", "decisions need a key of their own");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Checks the running bridge. */
    public static CheckResult bridge(BridgeClient bridge, String ownVersion) {
        try {
            BridgeClient.Response health = bridge.getAnyStatus("/health");
            String version = health.body().path("version").asText();
            if (health.status() != OK) {
                return CheckResult.failure("bridge", "unhealthy: " + problem(health.body()), "lightning logs");
            }
            if (bridge.getAnyStatus("/stats").status() == UNAUTHORIZED) {
                return CheckResult.failure(
                        "bridge",
                        "the bridge was started with a different API key than the settings now hold",
                        "lightning restart");
            }
            return version.equals(ownVersion)
                    ? CheckResult.ok("bridge", "healthy at " + bridge.address())
                    : CheckResult.warning(
                            "bridge",
                            "the bridge is version " + version + ", but this command is version " + ownVersion,
                            "lightning restart");
        } catch (ClientException e) {
            return CheckResult.failure(
                    "bridge", "running, but it does not answer: " + e.getMessage(), "lightning restart");
        }
    }

    /** Checks the optimizer. Empty if the bridge does not answer or does not report it. */
    public static Optional<CheckResult> optimizer(BridgeClient bridge) {
        JsonNode check;
        try {
            check = bridge.getAnyStatus("/health").body().path("checks").path("optimizer");
        } catch (ClientException e) {
            return Optional.empty(); // the check of the bridge reports that
        }
        String detail = check.path("detail").asText("the bridge gives no reason");
        return switch (check.path("status").asText()) {
            case "pass" -> Optional.of(CheckResult.ok("optimizer", "working"));
            case "warn" -> Optional.of(CheckResult.warning("optimizer", detail, "lightning logs -n 50"));
            case "fail" -> Optional.of(CheckResult.failure("optimizer", detail, "lightning logs -n 50"));
            default -> Optional.empty();
        };
    }

    private static String problem(JsonNode health) {
        String problem = health.path("checks").path("storage").path("detail").asText("");
        return problem.isEmpty() ? "the bridge gives no reason" : problem;
    }
}
