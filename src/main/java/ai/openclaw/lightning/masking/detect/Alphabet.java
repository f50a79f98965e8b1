package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;

/** The characters of tokens; {@code tokens.txt} uses these names in lower case. */
enum Alphabet {
    DIGIT,
    HEX,
    /** Lower-case letters and digits. */
    LOWER,
    /** Capitals and digits. */
    UPPER,
    ALNUM,
    /** Like ALNUM, with at least one digit and one letter. */
    MIXED,
    /** Letters, digits, {@code _} and {@code -}. */
    TOKEN,
    /** Like TOKEN, with at least one digit. */
    MIXEDTOKEN,
    /** TOKEN and {@code =}. */
    PADDED,
    /** TOKEN, and dots before a letter or digit. */
    DOTTED,
    /** Letters, digits, {@code +}, {@code /} and {@code =}. */
    BASE64,
    /** Base64 of either alphabet. */
    ANY64,
    /** TOKEN, dots, tildes and {@code =}. */
    UNRESERVED,
    /** TOKEN, dots, slashes and {@code @}. */
    PATH,
    /** Letters, digits and {@code %}. */
    ENCODED,
    /** The separators between the two halves of a key pair. */
    GAP;

    boolean has(char[] text, int at, int end) {
        char c = text[at];
        return switch (this) {
            case DIGIT -> Ascii.isDigit(c);
            case HEX -> Ascii.isHex(c);
            case LOWER -> Ascii.isLower(c) || Ascii.isDigit(c);
            case UPPER -> Ascii.isUpper(c) || Ascii.isDigit(c);
            case ALNUM, MIXED -> Ascii.isAlphanumeric(c);
            case TOKEN, MIXEDTOKEN -> Ascii.isTokenChar(c);
            case PADDED -> Ascii.isTokenChar(c) || c == '=';
            case DOTTED -> Ascii.isTokenChar(c) || (c == '.' && at + 1 < end && Ascii.isAlphanumeric(text[at + 1]));
            case BASE64 -> Ascii.isAlphanumeric(c) || c == '+' || c == '/' || c == '=';
            case ANY64 -> Ascii.isBase64(c) || c == '=';
            case UNRESERVED -> Ascii.isTokenChar(c) || c == '.' || c == '~' || c == '=';
            case PATH -> Ascii.isTokenChar(c) || c == '.' || c == '/' || c == '@';
            case ENCODED -> Ascii.isAlphanumeric(c) || c == '%';
            case GAP -> " \t,;:|\"'=&\\".indexOf(c) >= 0;
        };
    }

    boolean needsDigit() {
        return this == MIXED || this == MIXEDTOKEN;
    }

    boolean needsLetter() {
        return this == MIXED;
    }
}
