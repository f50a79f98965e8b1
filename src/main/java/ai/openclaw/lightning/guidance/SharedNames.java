package ai.openclaw.lightning.guidance;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names under which this machine's sessions and tasks are known to its team: the same name for the same text, and nobody who
 * lacks the salt can tell which text it was.
 */
public final class SharedNames {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private SharedNames() {}

    /** The name of that text; null stays null. */
    public static String of(String salt, String text) {
        if (text == null) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
