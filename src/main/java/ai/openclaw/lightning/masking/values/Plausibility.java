package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * Judges whether a text looks like a secret where nothing else is certain: not a word, name, path, version or number,
 * but a mix. Reads no more than {@value #LENGTH_MAX} characters.
 */
public final class Plausibility {
    public static final int LENGTH_MAX = 256;

    private static final int LENGTH_MIN = 6;
    private static final int TOKEN_MIN = 16;
    private static final int CASES_MIN = 12;
    private static final int SEED_WORDS_MIN = 12;
    private static final int TECHNICAL_MAX = 13;

    /** Technical words that look like a password: with a digit, or short ones for a hash of it. */
    private static final Set<String> TECHNICAL = Words.set("""
            argon2, argon2id, base16, base32, base58, base64, base64url, ed25519, es256, hs256, hs512, http2,
            ipv4, ipv6, oauth1, oauth2, pbkdf2, pkcs12, pkcs8, rs256, scram-sha-1,
            scram-sha-256, scram-sha-512, md5, sha1, bcrypt, scrypt, sha224, sha256, sha384, sha512, utf16,
            x509""");

    private Plausibility() {}

    /** A password or a token: letters with a digit or a symbol among them. */
    public static boolean looksSecret(char[] text, int start, int end) {
        int bareEnd = end;
        while (bareEnd > start && text[bareEnd - 1] == '=') {
            bareEnd--;
        }
        int length = bareEnd - start;
        if (length < LENGTH_MIN || length > LENGTH_MAX || "/.~".indexOf(text[start]) >= 0) {
            return false;
        }
        int kinds = kinds(text, start, bareEnd);
        if ((kinds & PAIR) != 0 || isAddress(text, start, bareEnd)) {
            return false;
        }
        if ((kinds & OTHER) != 0 || (kinds & (LOWER | UPPER)) == 0) {
            return false;
        }
        if ((kinds & (DIGIT | SYMBOL)) == 0) {
            return changesCaseOften(text, start, bareEnd);
        }
        if ((kinds & SYMBOL) == 0 && (isName(text, start, bareEnd) || isTechnical(text, start, bareEnd))) {
            return false;
        }
        return (kinds & PATH) == 0 || isMixed(kinds);
    }

    /** A machine-made text: one long run of letters and digits. */
    public static boolean looksGenerated(char[] text, int start, int end) {
        int length = end - start;
        if (length < TOKEN_MIN || length > LENGTH_MAX) {
            return false;
        }
        int kinds = kinds(text, start, end);
        if ((kinds & (LOWER | UPPER)) == 0 || (kinds & (OTHER | PATH)) != 0) {
            return false;
        }
        return (kinds & DIGIT) != 0 ? !isName(text, start, end) : changesCaseOften(text, start, end);
    }

    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int DIGIT = 4;
    private static final int SYMBOL = 8;
    private static final int PATH = 16;
    private static final int OTHER = 32;
    private static final int PAIR = 64;

    private static boolean isMixed(int kinds) {
        return (kinds & (LOWER | UPPER | DIGIT)) == (LOWER | UPPER | DIGIT);
    }

    private static int kinds(char[] text, int start, int end) {
        int kinds = 0;
        for (int i = start; i < end; i++) {
            kinds |= kind(text[i]);
        }
        return kinds;
    }

    private static int kind(char c) {
        if (Ascii.isLower(c)) {
            return LOWER;
        }
        if (Ascii.isUpper(c)) {
            return UPPER;
        }
        if (Ascii.isDigit(c)) {
            return DIGIT;
        }
        if (c == '=') {
            return PAIR;
        }
        if (c == '/' || c == ':' || c == '.' || c == '\\') {
            return PATH;
        }
        return c == '-' || c == '_' ? 0 : c > ' ' && c < 127 && "()[]{}<>\"'`,;".indexOf(c) < 0 ? SYMBOL : OTHER;
    }

    /** Twelve or more lower-case words, as used to restore a wallet. */
    static boolean isSeedPhrase(char[] text, int start, int end) {
        int words = 1;
        for (int i = start; i < end; i++) {
            if (!Ascii.isLower(text[i]) && text[i] != ' ') {
                return false;
            }
            words += text[i] == ' ' ? 1 : 0;
        }
        return words >= SEED_WORDS_MIN;
    }

    /** Whether the letters look random; in names of many words the case changes less often. */
    private static boolean changesCaseOften(char[] text, int start, int end) {
        int changes = 0;
        for (int i = start + 1; i < end; i++) {
            changes += Ascii.isLetter(text[i]) && Ascii.isUpper(text[i]) != Ascii.isUpper(text[i - 1]) ? 1 : 0;
        }
        return end - start >= CASES_MIN && 5 * changes >= 2 * (end - start);
    }

    /** {@code bob@example.com}, {@code root@localhost}. */
    private static boolean isAddress(char[] text, int start, int end) {
        int i = end;
        while (i > start && (Ascii.isLower(text[i - 1]) || text[i - 1] == '.' || text[i - 1] == '-')) {
            i--;
        }
        return i > start + 1 && i < end && text[i - 1] == '@';
    }

    /** Words, perhaps with short numbers, joined by hyphens, {@code _} or dots: {@code db-creds-v2}, {@code step1}. */
    private static boolean isName(char[] text, int start, int end) {
        int digits = 0;
        int letters = 0;
        int parts = 0;
        boolean upperInside = false;
        for (int i = start; i <= end; i++) {
            if (i == end || "-_.".indexOf(text[i]) >= 0) {
                if (digits > 2 || (digits > 0 && upperInside)) {
                    return false;
                }
                parts++;
                digits = 0;
                letters = 0;
                upperInside = false;
            } else if (Ascii.isDigit(text[i])) {
                digits++;
            } else {
                if (digits > 0) {
                    return false;
                }
                upperInside |= letters > 0 && Ascii.isUpper(text[i]);
                letters++;
            }
        }
        return parts > 1 || end - start <= LENGTH_MIN;
    }

    static int digits(char[] text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Ascii.isDigit(text[i]) ? 1 : 0;
        }
        return digits;
    }

    static boolean isTechnical(char[] text, int start, int end) {
        return end - start <= TECHNICAL_MAX
                && TECHNICAL.contains(new String(text, start, end - start).toLowerCase(Locale.ROOT));
    }
}
