package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.syntax.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row of {@code tokens.txt}: the form of a provider's tokens. Matches from left to right without backtracking, and
 * reads at most the lengths of its parts before it gives up.
 */
final class TokenPattern {
    /** Marks a row whose token is recognisable only by the provider's name in the key before it. */
    private static final String KEYED = "=";

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MIXED_LOOKED_AT_MAX = 80;

    /** A literal text, or a run of {@code min} to {@code max} characters of an alphabet. */
    private record Part(String literal, Alphabet alphabet, int min, int max) {}

    private final String provider;
    private final boolean keyed;
    private final Part[] parts;

    private TokenPattern(String provider, boolean keyed, List<Part> parts) {
        this.provider = provider;
        this.keyed = keyed;
        this.parts = parts.toArray(Part[]::new);
    }

    /**
     * Reads a row: the provider, then the parts, separated by blanks. {@code alphabet:length}, {@code alphabet:min-max}
     * and {@code alphabet:min+} are runs, anything else is a literal.
     *
     * @throws IllegalArgumentException if a run has no such alphabet or length
     */
    static TokenPattern parse(String row) {
        String[] words = row.strip().split("\\s+", -1);
        boolean keyed = words.length > 1 && words[1].equals(KEYED);
        List<Part> parts = new ArrayList<>();
        for (int i = keyed ? 2 : 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            parts.add(colon > 0 && isAlphabet(words[i].substring(0, colon)) ? run(words[i], colon) : literal(words[i]));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a row of tokens.txt has no pattern: " + row);
        }
        return new TokenPattern(words[0], keyed, parts);
    }

    private static boolean isAlphabet(String name) {
        for (Alphabet alphabet : Alphabet.values()) {
            if (alphabet.name().toLowerCase(Locale.ROOT).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Part literal(String text) {
        return new Part(text, null, text.length(), text.length());
    }

    private static Part run(String word, int colon) {
        Alphabet alphabet = Alphabet.valueOf(word.substring(0, colon).toUpperCase(Locale.ROOT));
        String length = word.substring(colon + 1);
        if (length.endsWith("+")) {
            return new Part(null, alphabet, Integer.parseInt(length.substring(0, length.length() - 1)), UNLIMITED);
        }
        int hyphen = length.indexOf('-');
        int min = Integer.parseInt(hyphen < 0 ? length : length.substring(0, hyphen));
        return new Part(null, alphabet, min, hyphen < 0 ? min : Integer.parseInt(length.substring(hyphen + 1)));
    }

    String provider() {
        return provider;
    }

    boolean isKeyed() {
        return keyed;
    }

    /** The literal it begins with; null if it begins with a run. */
    String prefix() {
        return parts[0].literal();
    }

    /** The literal after a leading run; null if it begins with a literal or has no other part. */
    String infix() {
        return prefix() == null && parts.length > 1 ? parts[1].literal() : null;
    }

    /**
     * Whether the text after the infix's sign at {@code at} fits the pattern at the first position that tells more than
     * the sign itself. It quickly rules out nearly all signs.
     */
    boolean mayHoldSign(char[] text, int at, int end) {
        String infix = parts[1].literal();
        if (infix.length() > 1) {
            boolean first = infix.charAt(0) == text[at];
            return !first || (at + 1 < end && text[at + 1] == infix.charAt(1));
        }
        boolean fixed = parts.length > 3 && parts[2].literal() == null && parts[2].min() == parts[2].max();
        int other = at + 1 + (fixed ? parts[2].min() : 0);
        return !fixed || (other < end && text[other] == parts[3].literal().charAt(0));
    }

    /** The start of the leading run that ends before {@code infixStart}; -1 if none there has the right length. */
    int startBefore(char[] text, int from, int infixStart, int end) {
        Part first = parts[0];
        int limit = Math.max(from, infixStart - first.max());
        int i = infixStart;
        while (i > limit && first.alphabet().has(text, i - 1, end)) {
            i--;
        }
        boolean more = i > from && Ascii.isAlphanumeric(text[i - 1]) && !Ascii.endsEscape(text, from, i);
        return infixStart - i < first.min() || more ? -1 : i;
    }

    /** The end of the token that begins at {@code start}; -1 if there is none. */
    int match(char[] text, int start, int end) {
        int at = start;
        for (Part part : parts) {
            if (part.literal() == null) {
                at = afterRun(part, text, at, end);
            } else {
                at = Ascii.startsWith(text, at, end, part.literal()) ? at + part.min() : -1;
            }
            if (at < 0) {
                return -1;
            }
        }
        return endsToken(text, at, end) ? at : -1;
    }

    private static int afterRun(Part part, char[] text, int start, int end) {
        int near = (int) Math.min(end, (long) start + Math.min(part.max(), Math.max(part.min(), MIXED_LOOKED_AT_MAX)));
        boolean digit = false;
        boolean letter = false;
        int i = start;
        for (; i < near && part.alphabet().has(text, i, end); i++) {
            digit |= Ascii.isDigit(text[i]);
            letter |= Ascii.isLetter(text[i]);
        }
        boolean lacks =
                (part.alphabet().needsDigit() && !digit) || (part.alphabet().needsLetter() && !letter);
        if (i - start < part.min() || lacks) {
            return -1;
        }
        long limit = Math.min(end, (long) start + part.max());
        while (i < limit && part.alphabet().has(text, i, end)) {
            i++;
        }
        return i;
    }

    /** A token of fixed length does not match if more token characters follow. */
    private boolean endsToken(char[] text, int at, int end) {
        Part last = parts[parts.length - 1];
        boolean limited = last.literal() == null && last.max() != UNLIMITED;
        return !limited || at == end || !last.alphabet().has(text, at, end);
    }
}
