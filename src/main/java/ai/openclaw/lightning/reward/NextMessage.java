package ai.openclaw.lightning.reward;

import java.util.regex.Pattern;

/** What the user's next message says about the answer before it. The plugin for OpenClaw has the same words; a test compares. */
public final class NextMessage {

    private static final int CHARS_MAX = 200;

    static final String DISPLEASED =
            "^(no[,.!]? (that|it|this|not|you)\\b|nope\\b|wrong\\b|that('s| is| was)? (not|wrong)\\b"
                    + "|(it|this|that)? ?(still )?(doesn['’]?t|didn['’]?t|does not|did not) work"
                    + "|(it|this|that)('s| is) (still )?(broken|wrong|not (right|correct|working))"
                    + "|still (broken|failing|wrong|not)|try again|not what i (asked|meant|wanted))";

    static final String PLEASED =
            "^(thanks|thank you|thx|perfect|great|awesome|excellent|well done|(it|this|that) works"
                    + "|works (now|well|fine|great))\\b";

    private static final Pattern DISPLEASED_PATTERN = Pattern.compile(DISPLEASED, Pattern.CASE_INSENSITIVE);
    private static final Pattern PLEASED_PATTERN = Pattern.compile(PLEASED, Pattern.CASE_INSENSITIVE);

    private NextMessage() {}

    /** Whether the user sounds pleased; mostly null: nobody can tell. */
    public static Boolean pleased(String message) {
        String text = message.strip();
        if (text.isEmpty() || text.length() > CHARS_MAX) {
            return null;
        }
        if (DISPLEASED_PATTERN.matcher(text).find()) {
            return false;
        }
        return PLEASED_PATTERN.matcher(text).find() ? true : null;
    }
}
