package ai.openclaw.lightning.masking.values;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.Set;

/**
 * Types in the place of a value, with the marks that make them required or optional: {@code String!} and {@code
 * [ApiKey!]!} of GraphQL, {@code String?} of Kotlin and Swift. A mark alone proves nothing, for a password may end with
 * one too, so the type must be well known, or have a secret word among several.
 */
final class TypeNames {
    private static final int NAME_MAX = 64;
    private static final int MARKS_MAX = 2;

    private static final Set<String> KNOWN = Words.set("""
            Any, Bool, Boolean, Byte, ByteArray, Bytes, Char, CharArray, CharSequence, Data, Date, DateTime, Decimal,
            Double, Float, ID, Int, Integer, JSON, Long, Number, Object, Secret, SecretString, SecretStr, SecureString,
            String, Text, Token, UUID, bool, boolean, bytes, int, number, null, str, string, u8""");

    private final KeyWords keyWords;

    TypeNames(KeyWords keyWords) {
        this.keyWords = keyWords;
    }

    /** Whether {@code [start, valueEnd)} is one type with its marks. */
    boolean isType(char[] text, int start, int valueEnd, int end) {
        boolean list = start < valueEnd && text[start] == '[' && endOfList(text, start, end) >= 0;
        if (list || end(text, start, valueEnd) == valueEnd) {
            return true;
        }
        int nameEnd = Ascii.skipIdentifier(text, start, valueEnd, NAME_MAX);
        boolean marked = nameEnd > start && afterMarks(text, nameEnd, valueEnd) == valueEnd && nameEnd < valueEnd;
        return marked && isInSignature(text, valueEnd, end) && isSeveralWords(text, start, nameEnd);
    }

    /** After the list of types in brackets that begins at {@code start}, with its marks; -1 if it is none. */
    int endOfList(char[] text, int start, int end) {
        int i = start + 1;
        while (i < end && i < start + NAME_MAX) {
            int after = end(text, Ascii.skipBlanks(text, i, end), end);
            if (after < 0) {
                return -1;
            }
            i = Ascii.skipBlanks(text, after, end);
            if (i < end && text[i] == ']') {
                return afterMarks(text, i + 1, end);
            }
            if (i == end || text[i] != ',') {
                return -1;
            }
            i++;
        }
        return -1;
    }

    /** After the type at {@code start} that is recognised by its name alone; -1 if there is none. */
    private int end(char[] text, int start, int end) {
        int nameEnd = Ascii.skipIdentifier(text, start, end, NAME_MAX);
        boolean type = nameEnd > start
                && (KNOWN.contains(new String(text, start, nameEnd - start))
                        || (isSeveralWords(text, start, nameEnd) && keyWords.match(text, start, nameEnd) != 0));
        return type ? afterMarks(text, nameEnd, end) : -1;
    }

    private static int afterMarks(char[] text, int at, int end) {
        int i = at;
        while (i < end && i < at + MARKS_MAX && (text[i] == '!' || text[i] == '?')) {
            i++;
        }
        return i;
    }

    private static boolean isInSignature(char[] text, int at, int end) {
        int next = Ascii.skipBlanks(text, at, end);
        return next < end && ",)}]=".indexOf(text[next]) >= 0;
    }

    /** Letters alone, with a capital at the front and another within: {@code ApiKey}. */
    private static boolean isSeveralWords(char[] text, int start, int end) {
        boolean hump = false;
        for (int i = start; i < end; i++) {
            if (!Ascii.isLetter(text[i])) {
                return false;
            }
            hump |= i > start && Ascii.isUpper(text[i]) && Ascii.isLower(text[i - 1]);
        }
        return hump && Ascii.isUpper(text[start]);
    }
}
