package ai.openclaw.lightning.masking;

import java.util.List;

/**
 * Tells values from what only stands for one: {@code $PASSWORD}, {@code <token>}, {@code null}, {@code getToken()},
 * prose after a colon. Masking those would hide nothing but what the agent did.
 */
final class StandIns {
    private static final int CALL_LOOKED_AT_MAX = 128;
    private static final List<String> NO_VALUES = List.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "undefined",
            "str",
            "string",
            "bytes",
            "text",
            "required",
            "optional");
    private static final List<String> WORDS_AFTER_FLAGS =
            List.of("flag", "option", "argument", "parameter", "and", "or", "is", "to", "for", "with");

    private final KeyWords keyWords;

    StandIns(KeyWords keyWords) {
        this.keyWords = keyWords;
    }

    /** What the first characters tell, so that nothing is read in vain: values of placeholders may go on for long. */
    static boolean opensPlaceholder(char[] text, int start, int end) {
        char second = start + 1 < end ? text[start + 1] : ' ';
        return start < end
                && switch (text[start]) {
                    case '$' -> second == '{' || second == '(';
                    case '{' -> second == '{';
                    case '%' -> second == '(';
                    case '<' -> true;
                    case '[' -> Chars.startsWith(text, start, end, TextScanner.MASK);
                    default -> false;
                };
    }

    /** Something to be filled in: a shell variable, a substitution, a template's field; or asterisks. */
    boolean isPlaceholder(char[] text, int start, int end) {
        boolean variable = text[start] == '$' && isPath(text, start + 1, end);
        return isTemplate(text, start, end)
                || isOneCharacter(text, start, end)
                || (variable && keyWords.match(text, start, end) != 0);
    }

    /** As {@link #isPlaceholder}, where no name can be expected after the dollar sign but one in capitals. */
    static boolean isTemplate(char[] text, int start, int end) {
        char last = text[end - 1];
        return switch (text[start]) {
            case '$' -> isConstant(text, start + 1, end) || opensPlaceholder(text, start, end);
            case '{' -> (last == '}' && isPath(text, start + 1, end - 1)) || opensPlaceholder(text, start, end);
            default -> opensPlaceholder(text, start, end);
        };
    }

    private static boolean isConstant(char[] text, int start, int end) {
        int i = start;
        while (i < end && (Chars.isUpper(text[i]) || Chars.isDigit(text[i]) || text[i] == '_')) {
            i++;
        }
        return i == end && i > start;
    }

    private static boolean isPath(char[] text, int start, int end) {
        int i = start;
        while (i < end && (Chars.isAlphanumeric(text[i]) || text[i] == '_' || text[i] == '.')) {
            i++;
        }
        return i == end && i > start && !Chars.isDigit(text[start]);
    }

    private static boolean isOneCharacter(char[] text, int start, int end) {
        int i = start;
        while (i < end && text[i] == text[start]) {
            i++;
        }
        return i == end;
    }

    /**
     * Code that gets the value from elsewhere: {@code next(lexer)}, {@code env["KEY"]}, {@code config.password},
     * {@code $this->token}; for tokens, which code of parsers is full of, any letters with dots between.
     */
    boolean isReference(char[] text, int start, int valueEnd, int end, int context) {
        if (start < valueEnd && text[start] == '$') {
            return valueEnd < end && text[valueEnd] == '>' && text[valueEnd - 1] == '-';
        }
        int nameEnd = start;
        int dot = -1;
        boolean digit = false;
        while (nameEnd < valueEnd && (Chars.isAlphanumeric(text[nameEnd]) || "_.".indexOf(text[nameEnd]) >= 0)) {
            dot = text[nameEnd] == '.' ? nameEnd : dot;
            digit |= Chars.isDigit(text[nameEnd]);
            nameEnd++;
        }
        if (nameEnd == start || Chars.isDigit(text[start])) {
            return false;
        }
        if (nameEnd < valueEnd) {
            return isCall(text, nameEnd, end);
        }
        boolean member = dot > start && dot + 1 < valueEnd;
        boolean code = (context & KeyWords.SCHEME) != 0 && !digit;
        return member && (code || keyWords.match(text, dot + 1, valueEnd) != 0);
    }

    /** An opening bracket with the closing one on the same line, or with nothing more on the line. */
    private static boolean isCall(char[] text, int open, int end) {
        if (text[open] != '(' && text[open] != '[') {
            return false;
        }
        char close = text[open] == '(' ? ')' : ']';
        int limit = Math.min(end, open + CALL_LOOKED_AT_MAX);
        int i = open + 1;
        while (i < limit && text[i] != close && !Chars.isLineEnd(text[i])) {
            i++;
        }
        boolean closed = i < limit && text[i] == close;
        return closed || (i == open + 1 && i < end && Chars.isLineEnd(text[i]));
    }

    /** Words that are no values in code or on a command line, and prose. */
    boolean isWord(char[] text, int start, int valueEnd, int end, int context) {
        if (isOneOf(NO_VALUES, text, start, valueEnd)) {
            return true;
        }
        if ((context & Values.COMMAND_LINE) != 0) {
            return text[start] == '-' || isOneOf(WORDS_AFTER_FLAGS, text, start, valueEnd);
        }
        boolean maybe =
                (context & (KeyWords.PROSE | Values.COLON | Values.QUOTED_KEY)) == (KeyWords.PROSE | Values.COLON);
        return maybe && isPlainWord(text, start, valueEnd) && isFollowedByWord(text, valueEnd, end);
    }

    private static boolean isOneOf(List<String> words, char[] text, int start, int end) {
        for (String word : words) {
            if (end - start == word.length() && Chars.startsWithIgnoringCase(text, start, end, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFollowedByWord(char[] text, int valueEnd, int end) {
        boolean punctuation = valueEnd < end && ".,;!?'".indexOf(text[valueEnd]) >= 0;
        int word = Chars.skipBlanks(text, punctuation ? valueEnd + 1 : valueEnd, end);
        return word > valueEnd && word < end && Chars.isLetter(text[word]);
    }

    /** Small letters after the first, or digits only; perhaps the end of a sentence. */
    private static boolean isPlainWord(char[] text, int start, int end) {
        int wordEnd = end > start && ".!?".indexOf(text[end - 1]) >= 0 ? end - 1 : end;
        boolean number = wordEnd > start && Chars.isDigit(text[start]);
        for (int i = start; i < wordEnd; i++) {
            boolean plain =
                    number ? Chars.isDigit(text[i]) : Chars.isLower(text[i]) || (i == start && Chars.isUpper(text[i]));
            if (!plain) {
                return false;
            }
        }
        return wordEnd > start;
    }
}
