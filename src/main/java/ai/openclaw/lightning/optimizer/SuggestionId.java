package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Sha256;

/** Derives ids from content, so that the same edit found again is the same suggestion. */
public final class SuggestionId {

    private static final int BYTES = 6;

    private SuggestionId() {}

    /** The id of an edit: the optimizer's name, a hyphen and 12 hex digits. */
    public static String of(String optimizer, String agentId, String text) {
        String content = optimizer + '\n' + (agentId == null ? "" : agentId) + '\n' + text;
        return optimizer + '-' + Sha256.hex(content, BYTES);
    }

    /**
     * The id of an edit to a rule in effect; it differs from the id of the text alone.
     *
     * @param text the rule that takes its place; empty when none does
     * @param replaces the id of the suggestion whose rule is edited
     */
    public static String ofEdit(String optimizer, String agentId, String text, String replaces) {
        return of(optimizer, agentId, text + '\n' + replaces);
    }
}
