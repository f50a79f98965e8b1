package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Sha256;

/** Ids that follow from the content, so that the same edit found again is the same suggestion. */
public final class SuggestionId {

    private static final int BYTES = 6;

    private SuggestionId() {}

    /** The id of an edit: the optimizer's name, a hyphen and 12 hex digits. */
    public static String of(String optimizer, String agentId, String text) {
        String content = optimizer + '\n' + (agentId == null ? "" : agentId) + '\n' + text;
        return optimizer + '-' + Sha256.hex(content, BYTES);
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
