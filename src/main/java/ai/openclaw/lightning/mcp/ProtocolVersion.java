package ai.openclaw.lightning.mcp;

import java.util.stream.Stream;

/** The versions of the protocol that are spoken here, the oldest first: all that know streamable HTTP. */
enum ProtocolVersion {
    /** The only one in which a request may hold several messages. */
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    /** Begins without a handshake: each message says who sends it, and in which version. */
    V2026_07_28("2026-07-28");

    /** What a client speaks that says nothing, by the rules of the protocol. */
    static final ProtocolVersion UNSAID = V2025_03_26;

    /** The newest of those that begin with a handshake. */
    private static final ProtocolVersion LATEST_WITH_HANDSHAKE = V2025_11_25;

    private final String label;

    ProtocolVersion(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean hasHandshake() {
        return this != V2026_07_28;
    }

    boolean hasBatches() {
        return this == V2025_03_26;
    }

    /** The version of that name; null for one that is not spoken here. */
    static ProtocolVersion named(String label) {
        return Stream.of(values())
                .filter(one -> one.label.equals(label))
                .findFirst()
                .orElse(null);
    }

    /** The version that a handshake agrees on: the client's, or the one that is closest to a newer or an unknown one. */
    static ProtocolVersion agreed(String asked) {
        ProtocolVersion known = named(asked);
        return known != null && known.hasHandshake() ? known : LATEST_WITH_HANDSHAKE;
    }
}
