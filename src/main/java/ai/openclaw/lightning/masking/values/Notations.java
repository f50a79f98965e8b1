package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.List;
import java.util.Set;

/**
 * Notations that no secret has: colours, versions, measures, algorithms, classes, addresses of pages and of
 * stores of secrets, paths of files, regular expressions, and tags of YAML such as {@code !Ref}.
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
                    projects/, <%=, <%-, workspace:, npm:, link:, portal:, catalog:""");

    private static final Set<String> UNITS =
            Words.set("px, em, rem, vh, vw, pt, ch, fr, deg, %, ns, us, ms, s, m, h, d, w, y, b, kb, mb, gb");

    private static final int MEASURE_DIGITS_MAX = 5;
    private static final int CLASS_DIGITS_MAX = 3;

    private Notations() {}

    static boolean isOne(char[] text, int start, int end) {
        int length = end - start;
        if (length == 0 || length > PATH_MAX) {
            return false;
        }
        if (isClass(text, start, end)) {
            return true;
        }
        if (Ascii.startsWith(text, start, end, "(?") || isAddress(text, start, end) || isPath(text, start, end)) {
            return true;
        }
        if (length < 2 || length > LENGTH_MAX) {
            return false;
        }
        return switch (text[start]) {
            case '#' -> isColor(text, start, end);
            case '!' -> isTag(text, start, end);
            default ->
                isVersion(text, start, end)
                        || isMeasure(text, start, end)
                        || Plausibility.isTechnical(text, start, end);
        };
    }

    /** {@code django.contrib.auth.hashers.Argon2PasswordHasher}: packages in small letters, and a class. */
    private static boolean isClass(char[] text, int start, int end) {
        int last = start;
        int parts = 0;
        for (int i = start; i < end; i++) {
            if (text[i] == '.') {
                parts++;
                last = i + 1;
            } else if (!Ascii.isIdentifierChar(text[i])) {
                return false;
            }
        }
        for (int i = start; i < last; i++) {
            if (!Ascii.isLower(text[i]) && text[i] != '.' && text[i] != '_') {
                return false;
            }
        }
        return parts >= 2
                && last + 1 < end
                && Ascii.isUpper(text[last])
                && Ascii.isLetter(text[last + 1])
                && Plausibility.digits(text, last, end) <= CLASS_DIGITS_MAX;
    }

    /** {@code 16px}, {@code 0.5rem}, {@code 1h30m}: few digits before each unit. */
    private static boolean isMeasure(char[] text, int start, int end) {
        int i = start;
        while (i < end) {
            int number = i;
            while (i < end && (Ascii.isDigit(text[i]) || text[i] == '.')) {
                i++;
            }
            int unit = i;
            while (i < end && (Ascii.isLower(text[i]) || text[i] == '%')) {
                i++;
            }
            boolean measure =
                    unit > number && unit - number <= MEASURE_DIGITS_MAX && Prose.isOneOf(UNITS, text, unit, i);
            if (!measure) {
                return false;
            }
        }
        return true;
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
