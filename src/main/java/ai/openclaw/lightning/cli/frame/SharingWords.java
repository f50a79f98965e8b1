package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.terminal.Amounts;
import com.fasterxml.jackson.databind.JsonNode;

/** How sharing with a team goes, as {@code /stats} says it, in words of which the page says the same. */
public final class SharingWords {

    private SharingWords() {}

    /** What the team gets of each trace. */
    public static String share(JsonNode sharing) {
        return Vocabulary.SHARE.word(sharing.path("share").asText());
    }

    /** 12 traces shared, the last one 2026-11-29 13:05; 3 waiting to be shared. What there is none of is left out. */
    public static String counts(JsonNode sharing) {
        long last = sharing.path("last_shared_at").asLong();
        return Amounts.count(sharing.path("shared_traces").numberValue(), "trace")
                + " " + Vocabulary.SHARING.word("shared")
                + (last == 0 ? "" : ", the last one " + Amounts.minute(last))
                + some(sharing, "waiting_traces", "waiting")
                + some(sharing, "lost_traces", "lost")
                + some(sharing, "refused_requests", "refused");
    }

    private static String some(JsonNode sharing, String field, String word) {
        long count = sharing.path(field).asLong();
        return count == 0 ? "" : "; " + Amounts.count(count) + " " + Vocabulary.SHARING.word(word);
    }

    /** All of it in one sentence. */
    public static String sentence(JsonNode sharing) {
        return share(sharing) + " with " + sharing.path("team").asText() + "; " + counts(sharing);
    }
}
