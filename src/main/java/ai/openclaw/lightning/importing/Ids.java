package ai.openclaw.lightning.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Trace ids that follow from what is imported, so that importing it again changes nothing. */
final class Ids {

    private static final int TRACE_ID_BYTES = 16;

    private Ids() {}

    /** The first 16 bytes of SHA-256 over these words with a bar between them, in hex. */
    static String traceId(String... words) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("|", words).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TRACE_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
