package ai.openclaw.lightning.optimizer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from the content, so that the same edit found again is the same suggestion. */
public final class SuggestionId {

    private static final int BYTES = 6;

    private SuggestionId() {}

    /** The id of an edit: the optimizer's name, a hyphen and 12 hex digits. */
    public static String of(String optimizer, String agentId, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((optimizer + '\n' + (agentId == null ? "" : agentId) + '\n' + text)
                            .getBytes(StandardCharsets.UTF_8));
            return optimizer + '-' + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The id of an edit of a rule that is in effect, another one than that of its text alone.
     *
     * @param text the rule that comes in its place; empty when it goes without one
     * @param replaces the id of the suggestion whose rule is edited
     */
    public static String ofEdit(String optimizer, String agentId, String text, String replaces) {
        return of(optimizer, agentId, text + '\n' + replaces);
    }
}
