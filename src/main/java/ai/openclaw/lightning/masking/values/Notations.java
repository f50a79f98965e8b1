package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.List;

/**
 * Notations that no secret has: colours, versions, algorithms, addresses of pages and of stores of secrets, paths of files, regular
 * expressions, and tags of YAML such as {@code !Ref}.
 */
final class Notations {
    private static final int LENGTH_MAX = 24;

    private static final int SCHEME_MAX = 16;
    private static final int PATH_MAX = 1024;

    /** Where files lie whose path begins with a slash; a secret in base64 may begin with one too. */
    private static final List<String> ROOTS = Words.list("""
                    /run/, /etc/, /var/, /home/, /opt/, /usr/, /tmp/, /mnt/, /root/, /srv/, /secrets/, /vault/, /Users/""");

    /** What the place of a secret begins with. */
    private static final List<String> PLACES = Words.list("""
                    file:, env:, vault:, arn:aws, keyring:, keychain:, secretref:, resolve:secretsmanager, ENC[, @Microsoft.,
                    projects/, <%=, <%-""");

    private Notations() {}

    static boolean isOne(char[] text, int start, int end) {
        int length = end - start;
        if (length == 0 || length > PATH_MAX) {
            return false;
        }
        if (Ascii.startsWith(text, start, end, "(?") || isAddress(text, start, end) || isPath(text, start, end)) {
            return true;
        }
        if (length < 3 || length > LENGTH_MAX) {
            return false;
        }
        return switch (text[start]) {
            case '#' -> isColor(text, start, end);
            case '!' -> isTag(text, start, end);
            default -> isVersion(text, start, end) || Plausibility.isTechnical(text, start, end);
        };
    }

    /** A page or a store, not a place with a secret in it, which has its own detector. */
    private static boolean isAddress(char[] text, int start, int end) {
        int limit = Math.min(end, start + SCHEME_MAX);
        int i = start;
        while (i < limit && (Ascii.isLower(text[i]) || (i > start && "+-.".indexOf(text[i]) >= 0))) {
            i++;
        }
        return (i > start + 1 && Ascii.startsWith(text, i, end, "://")) || beginsWithAny(PLACES, text, start, end);
    }

    private static boolean isPath(char[] text, int start, int end) {
        return Ascii.startsWith(text, start, end, "./")
                || Ascii.startsWith(text, start, end, "../")
                || Ascii.startsWith(text, start, end, "~/")
                || (text[start] == '/' && beginsWithAny(ROOTS, text, start, end));
    }

    private static boolean beginsWithAny(List<String> beginnings, char[] text, int start, int end) {
        for (String beginning : beginnings) {
            if (Ascii.startsWith(text, start, end, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isColor(char[] text, int start, int end) {
        int last = text[end - 1] == ';' ? end - 1 : end;
        for (int i = start + 1; i < last; i++) {
            if (!Ascii.isHex(text[i])) {
                return false;
            }
        }
        return last - start == 4 || last - start == 7 || last - start == 9;
    }

    private static boolean isTag(char[] text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (!Ascii.isLetter(text[i]) && text[i] != '/') {
                return false;
            }
        }
        return true;
    }

    /** {@code ^9.0.2}, {@code >=1.2}: numbers with dots, perhaps after a sign. */
    private static boolean isVersion(char[] text, int start, int end) {
        int i = start;
        while (i < end && "^~><=v ".indexOf(text[i]) >= 0) {
            i++;
        }
        int dots = 0;
        for (int j = i; j < end; j++) {
            if (text[j] == '.') {
                dots++;
            } else if (!Ascii.isDigit(text[j])) {
                return false;
            }
        }
        return dots > 0 && i < end;
    }
}
