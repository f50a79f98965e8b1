package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.Words;
import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.List;

/** Tells a label of code from a key: {@code case TOKEN_STRING: return s;}, {@code bad_password: goto fail;}. */
final class Labels {
    private static final String CASE = "case";

    /** The beginnings of statements, with what follows the word in code but hardly in a password. */
    private static final List<String> STATEMENTS =
            Words.list("return, goto, throw, raise, if (, while (, for (, switch (, break;, continue;");

    private static final String AFTER_STATEMENT = " ;({";

    private Labels() {}

    /** Whether {@code case} begins the statement that ends with the colon after the key; sentences have it inside. */
    static boolean isCase(char[] text, int from, int keyStart) {
        int label = keyStart;
        while (label > from && (Ascii.isQuote(text[label - 1]) || text[label - 1] == '\\')) {
            label--;
        }
        int wordEnd = KeyBefore.beforeBlanks(text, from, label);
        int word = wordEnd - CASE.length();
        if (wordEnd == label || word < from || !Ascii.startsWith(text, word, wordEnd, CASE)) {
            return false;
        }
        int before = KeyBefore.beforeBlanks(text, from, word);
        return before == from || Ascii.isLineEnd(text[before - 1]) || ";{}:".indexOf(text[before - 1]) >= 0;
    }

    /** Whether a statement stands where a value would. */
    static boolean precedesStatement(char[] text, int start, int end) {
        int i = Ascii.skipBlanks(text, start, end);
        for (String statement : STATEMENTS) {
            int after = i + statement.length();
            boolean whole = !Ascii.isLetter(statement.charAt(statement.length() - 1))
                    || (after < end && AFTER_STATEMENT.indexOf(text[after]) >= 0);
            if (whole && Ascii.startsWith(text, i, end, statement)) {
                return true;
            }
        }
        return false;
    }
}
