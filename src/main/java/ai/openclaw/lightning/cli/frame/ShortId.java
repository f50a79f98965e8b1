package ai.openclaw.lightning.cli.frame;

import java.util.regex.Pattern;

/** The one form in which people see the ids of suggestions and experiments: the beginning of what was drawn, as git does it. */
public final class ShortId {

    private static final int LENGTH = 8;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + LENGTH + ",}");
    private static final Pattern IN_TEXT = Pattern.compile("\\b(?:[a-z]+-)+([0-9a-f]{" + LENGTH + "})[0-9a-f]{4}\\b");

    private ShortId() {}

    /** One that was not drawn, such as a test's, stays whole. */
    public static String of(String id) {
        String drawn = id.substring(id.lastIndexOf('-') + 1);
        return HASH.matcher(drawn).matches() ? drawn.substring(0, LENGTH) : id;
    }

    /** The bridge's sentence, with the ids in it shortened. */
    public static String within(String sentence) {
        return IN_TEXT.matcher(sentence).replaceAll("$1");
    }
}
