package ai.openclaw.lightning.masking.json;

import ai.openclaw.lightning.masking.detect.PemDetector;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Placeholders;

/**
 * Judges a text in a list by the texts before it: {@code ["--token", "x"]}, {@code ["mysql", "-u", "root", "-px"]},
 * {@code ["X-Api-Key", "x"]}, and a private key as a list of its lines. For one value.
 */
final class ListItems {
    /** The most characters of a command that are remembered. */
    private static final int COMMAND_MAX = 256;

    private static final int KEY_LINE_MIN = 16;

    private final JsonRules rules;

    /** The items so far, with blanks between. */
    private char[] command = {};

    private int commandEnd;
    private int lastStart;
    private boolean afterSecretFlag;
    private boolean afterSecretName;

    /** How many levels are open around a private key that was begun; 0 if none was. */
    private int keyDepth;

    ListItems(JsonRules rules) {
        this.rules = rules;
    }

    /** Notes that a list or an object begins or ends, so that the next item is not a neighbour of the last one. */
    void forget(int depth) {
        commandEnd = 0;
        lastStart = 0;
        afterSecretFlag = false;
        afterSecretName = false;
        keyDepth = depth < keyDepth ? 0 : keyDepth;
    }

    /** The text of an item of a list that is so many levels deep, without its secret; null if it has none. */
    String maskOrNull(char[] text, int start, int end, int depth) {
        if (isKeyLine(text, start, end)) {
            return Placeholders.MASK;
        }
        long secret = secret(text, start, end);
        if (secret == Span.NONE) {
            noteKey(text, start, end, depth);
            String masked = rules.maskOrNull(text, start, end);
            if (masked == null) {
                note(text, start, end);
            } else {
                noteMasked();
            }
            return masked;
        }
        noteMasked();
        return new String(text, start, Span.start(secret) - start) + Placeholders.MASK;
    }

    /** Whether the text is a line of a private key that an earlier text began; any text of the same list may be. */
    boolean isKeyLine(char[] text, int start, int end) {
        if (keyDepth == 0) {
            return false;
        }
        if (PemDetector.ends(text, start, end)) {
            keyDepth = 0;
            return true;
        }
        for (int i = start; i < end; i++) {
            if (!Ascii.isBase64(text[i]) && text[i] != '=' && text[i] > ' ') {
                return false;
            }
        }
        return end - start >= KEY_LINE_MIN || (end > start && text[end - 1] == '=');
    }

    /** Remembers that the text begins a private key and does not end it; its list is that many levels deep. */
    void noteKey(char[] text, int start, int end, int depth) {
        if (end - start > 10 && text[start] == '-' && PemDetector.begins(text, start, end)) {
            keyDepth = PemDetector.ends(text, start, end) ? 0 : depth;
        }
    }

    /** The secret part of an item of a list, by the items before it; NONE if they say nothing. */
    private long secret(char[] text, int start, int end) {
        boolean flag = end > start && text[start] == '-';
        if (afterSecretFlag && end > start && !flag) {
            return Span.of(start, end);
        }
        if (afterSecretName && !isName(text, start, end) && rules.isSecretText(text, start, end)) {
            return Span.of(start, end);
        }
        long argument = rules.commands().argument(command, lastStart, commandEnd, text, start, end);
        boolean secret = argument != Span.NONE && rules.isSecretText(text, Span.start(argument), Span.end(argument));
        return secret ? argument : variable(text, start, end);
    }

    /** The value of {@code NAME=value}, of which all is the value in a list. */
    private long variable(char[] text, int start, int end) {
        int nameEnd = Ascii.skipIdentifier(text, start, end, 64);
        boolean pair = nameEnd > start && nameEnd < end && text[nameEnd] == '=';
        boolean secret = pair
                && rules.isSecretName(text, start, nameEnd)
                && !Ascii.startsWith(text, nameEnd + 1, end, "/")
                && rules.isSecretText(text, nameEnd + 1, end);
        return secret ? Span.of(nameEnd + 1, end) : Span.NONE;
    }

    /** Remembers an item that was not masked as a whole. */
    private void note(char[] text, int start, int end) {
        afterSecretFlag = rules.isSecretFlag(text, start, end);
        afterSecretName = !afterSecretFlag && rules.isSecretName(text, start, end) && isHeader(text, start, end);
        int length = end - start;
        if (command.length == 0) {
            command = new char[COMMAND_MAX];
        }
        if (commandEnd + length + 1 > COMMAND_MAX) {
            commandEnd = 0;
            lastStart = 0;
            return;
        }
        lastStart = commandEnd;
        System.arraycopy(text, start, command, commandEnd, length);
        commandEnd += length;
        command[commandEnd++] = ' ';
    }

    /** Remembers that an item was masked. */
    private void noteMasked() {
        afterSecretFlag = false;
        afterSecretName = false;
        lastStart = commandEnd;
    }

    /** A name of a header, not of a field in a list of fields. */
    private static boolean isHeader(char[] text, int start, int end) {
        boolean joined = false;
        for (int i = start; i < end; i++) {
            joined |= text[i] == '-' || text[i] == '_';
        }
        return joined
                || Ascii.equalsIgnoringCase(text, start, end, "authorization")
                || Ascii.equalsIgnoringCase(text, start, end, "cookie");
    }

    /** Words of letters, each perhaps with a capital. */
    private static boolean isName(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            boolean joint = text[i] == '-' || text[i] == '_';
            boolean hump = i > start && Ascii.isUpper(text[i]) && Ascii.isLower(text[i - 1]);
            if (hump || !(joint || Ascii.isLetter(text[i]))) {
                return false;
            }
        }
        return true;
    }
}
