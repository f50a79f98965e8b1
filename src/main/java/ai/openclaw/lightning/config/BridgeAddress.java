package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.table.BridgeSection;

/** Where a bridge listens, and how it is reached there. */
public record BridgeAddress(String host, boolean tls) {

    /** As configured. */
    public static BridgeAddress of(Config config) {
        return new BridgeAddress(
                config.get(BridgeSection.HOST),
                !config.get(BridgeSection.TLS_CERT_PATH).isEmpty());
    }

    /**
     * The URL for programs on this machine, when it listens on this port. A bridge that listens on every address is
     * reached on loopback.
     */
    public String localUrl(int port) {
        String name = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
        return (tls ? "https://" : "http://") + name + ":" + port;
    }

    /** By name or literal only: a name that resolves to loopback today may resolve elsewhere tomorrow. */
    boolean isLoopback() {
        return isLoopback(host);
    }

    /** As {@link #isLoopback()}, for another server's host. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }
}
