package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** Notations that no secret has: colours, versions, page URLs, regular expressions, YAML tags such as {@code !Ref}. */
final class Notations {
    private static final int LENGTH_MAX = 24;

    private Notations() {}

    static boolean isOne(char[] text, int start, int end) {
        int length = end - start;
        if (Ascii.startsWith(text, start, end, "(?") || isAddress(text, start, end)) {
            return true;
        }
        if (length < 3 || length > LENGTH_MAX) {
            return false;
        }
        return switch (text[start]) {
            case '#' -> isColor(text, start, end);
            case '!' -> isTag(text, start, end);
            default -> isVersion(text, start, end);
        };
    }

    /** A page's URL; a URL with a secret in it has its own detector. */
    private static boolean isAddress(char[] text, int start, int end) {
        return Ascii.startsWith(text, start, end, "https://") || Ascii.startsWith(text, start, end, "http://");
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
