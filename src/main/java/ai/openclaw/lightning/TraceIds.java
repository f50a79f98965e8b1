package ai.openclaw.lightning;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Random W3C trace ids; safe from several threads. */
final class TraceIds implements Supplier<String> {

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id); // all zero, which W3C forbids, once in 2^128
    }
}
