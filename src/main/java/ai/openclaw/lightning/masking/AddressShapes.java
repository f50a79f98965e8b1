package ai.openclaw.lightning.masking;

import java.util.List;

/** Secrets inside addresses: passwords in URLs and the paths of Slack webhooks. */
final class AddressShapes {
    private static final String SLACK_HOST = "hooks.slack.com";
    private static final List<String> SLACK_PATHS = List.of("/services/", "/workflows/", "/triggers/");
    private static final int SLACK_SECRET_MIN = 8;

    private AddressShapes() {}

    /**
     * The password in {@code scheme://user:password@host}; scheme, user and host stay. Trigger: the colon of the
     * scheme. Reads up to the slash after the host, so that two calls never read the same characters.
     */
    static long password(char[] text, int from, int at, int end) {
        int start = afterSlashes(text, at + 1, end);
        if (start < 0 || at == from || !Chars.isAlphanumeric(text[at - 1])) {
            return Shape.NONE;
        }
        int colon = -1;
        int lastAt = -1;
        for (int i = start; i < end && !endsAuthority(text[i]); i++) {
            if (text[i] == ':' && colon < 0) {
                colon = i;
            } else if (text[i] == '@') {
                lastAt = i;
            }
        }
        boolean secret = colon >= 0 && lastAt > colon + 1 && !StandIns.isTemplate(text, colon + 1, lastAt);
        return secret ? Shape.span(colon + 1, lastAt) : Shape.NONE;
    }

    /** Slashes may be escaped, as some JSON writers do. */
    private static int afterSlashes(char[] text, int start, int end) {
        if (start == end || (text[start] != '/' && text[start] != '\\')) {
            return -1;
        }
        if (Chars.startsWith(text, start, end, "//")) {
            return start + 2;
        }
        return Chars.startsWith(text, start, end, "\\/\\/") ? start + 4 : -1;
    }

    private static boolean endsAuthority(char c) {
        return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '\\' || c == '<' || c == '>' || Chars.isQuote(c);
    }

    /** The path of a webhook after its first segment. Trigger: the slash after the host. */
    static long slackWebhook(char[] text, int from, int at, int end) {
        int host = at - SLACK_HOST.length();
        if (host < from || text[at - 1] != 'm' || !Chars.startsWith(text, host, end, SLACK_HOST)) {
            return Shape.NONE;
        }
        for (String path : SLACK_PATHS) {
            if (Chars.startsWith(text, at, end, path)) {
                int start = at + path.length();
                int i = start;
                while (i < end && (Chars.isTokenChar(text[i]) || text[i] == '/')) {
                    i++;
                }
                return i - start >= SLACK_SECRET_MIN ? Shape.span(start, i) : Shape.NONE;
            }
        }
        return Shape.NONE;
    }
}
