package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Placeholders;
import ai.openclaw.lightning.masking.values.Plausibility;
import java.util.List;

/** Find secrets in URLs: passwords and tokens before the host, and the paths of Slack webhooks. */
public final class UrlDetectors {
    private static final String SLACK_HOST = "hooks.slack.com";
    private static final List<String> SLACK_PATHS = List.of("/services/", "/workflows/", "/triggers/");
    private static final int SLACK_SECRET_MIN = 8;

    private UrlDetectors() {}

    /**
     * The password in {@code scheme://user:password@host}, or the token in {@code scheme://token@host}; scheme, user
     * and host stay. Trigger: the colon of the scheme. Reads up to the slash after the host, so that two calls never
     * read the same characters.
     */
    public static long password(char[] text, int from, int at, int end) {
        int start = afterSlashes(text, at + 1, end);
        if (start < 0 || at == from || !Ascii.isAlphanumeric(text[at - 1])) {
            return Span.NONE;
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
        if (colon < 0 || colon > lastAt) {
            boolean token = lastAt > 0 && Plausibility.looksGenerated(text, start, lastAt);
            return token ? Span.of(start, lastAt) : Span.NONE;
        }
        boolean secret = lastAt > colon + 1 && !Placeholders.isTemplate(text, colon + 1, lastAt);
        return secret ? Span.of(colon + 1, lastAt) : Span.NONE;
    }

    /** Slashes may be escaped, as some JSON writers do. */
    private static int afterSlashes(char[] text, int start, int end) {
        if (start == end || (text[start] != '/' && text[start] != '\\')) {
            return -1;
        }
        if (Ascii.startsWith(text, start, end, "//")) {
            return start + 2;
        }
        return Ascii.startsWith(text, start, end, "\\/\\/") ? start + 4 : -1;
    }

    private static boolean endsAuthority(char c) {
        return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '\\' || c == '<' || c == '>' || Ascii.isQuote(c);
    }

    /** The path of a webhook after its first segment. Trigger: the slash after the host. */
    public static long slackWebhook(char[] text, int from, int at, int end) {
        int host = at - SLACK_HOST.length();
        if (host < from || text[at - 1] != 'm' || !Ascii.startsWith(text, host, end, SLACK_HOST)) {
            return Span.NONE;
        }
        for (String path : SLACK_PATHS) {
            if (Ascii.startsWith(text, at, end, path)) {
                int start = at + path.length();
                int i = start;
                while (i < end && (Ascii.isTokenChar(text[i]) || text[i] == '/')) {
                    i++;
                }
                return i - start >= SLACK_SECRET_MIN ? Span.of(start, i) : Span.NONE;
            }
        }
        return Span.NONE;
    }
}
