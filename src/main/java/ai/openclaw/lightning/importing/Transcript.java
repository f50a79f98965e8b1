package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How one program writes down its sessions: it takes a file's entries, in order, and makes turns of them. */
interface Transcript {

    /** A turn that broke off is over when nothing was written for so long. */
    long SETTLED_AFTER_MS = Duration.ofDays(1).toMillis();

    /** Whether the entry is one that this program writes. */
    boolean knows(JsonNode entry);

    void entry(JsonNode entry);

    /** A line before the next entry can't be read, and may have been a prompt. */
    void lost();

    /**
     * There are no more entries.
     *
     * @param writtenAt when the file was written; 0 where only the entries tell
     * @return how many turns still run; the rest of them comes with the next import
     */
    int end(long writtenAt);

    /** How many turns so far have no prompt, because its line is lost or was never in this file. */
    int withoutPrompt();

    /** Whether nobody will go on with what was written then. */
    static boolean isSettled(long writtenAt) {
        return writtenAt < System.currentTimeMillis() - SETTLED_AFTER_MS;
    }

    /** The text of a message, whose content is a text or a list with texts in it. */
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                text.append(text.isEmpty() ? "" : "\n").append(part.get("text").textValue());
            }
        }
        return text.toString();
    }
}
