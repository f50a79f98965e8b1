package ai.openclaw.lightning.guidance;

import ai.openclaw.lightning.model.ArmAssignment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws an arm. Client and bridge get the same result without talking to each other: u = the first 8 bytes of
 * HMAC-SHA256(experiment key, unit id) as an unsigned big-endian number, divided by 2⁶⁴; treatment when u &lt; π. Both
 * texts in UTF-8; the unit id is the trace id in lower-case hex, or the session key.
 */
public final class ArmDraw {

    private static final String ALGORITHM = "HmacSHA256";
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private ArmDraw() {}

    /** u, in [0, 1): the top 53 bits, so that no rounding can reach 1. */
    public static double uniform(String key, String unitId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] code = mac.doFinal(unitId.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(code).getLong() >>> 11) * TWO_TO_MINUS_53;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The arm's name: {@code treatment} with the given probability, otherwise {@code control}. */
    public static String arm(String key, String unitId, double probability) {
        return uniform(key, unitId) < probability ? ArmAssignment.TREATMENT : ArmAssignment.CONTROL;
    }
}
