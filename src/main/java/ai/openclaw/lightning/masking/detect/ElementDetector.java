package ai.openclaw.lightning.masking.detect;

import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.values.Captions;
import ai.openclaw.lightning.masking.values.Placeholders;

/**
 * Finds the text of elements: {@code <password>value</password>}, {@code <p:Password Type="text">value</p:Password>},
 * and {@code <key>password</key><string>value</string>}. Trigger: the {@code >} of the first tag.
 */
public final class ElementDetector implements Detector {
    private static final int TAG_MAX = 160;
    private static final int GAP_MAX = 64;

    private final KeyWords keyWords;
    private final Placeholders placeholders;
    private final Captions captions;

    public ElementDetector(KeyWords keyWords) {
        this.keyWords = keyWords;
        this.placeholders = new Placeholders(keyWords);
        this.captions = new Captions(keyWords);
    }

    @Override
    public long find(char[] text, int from, int at, int end) {
        boolean arrow = at > from && (text[at - 1] == '-' || text[at - 1] == '=');
        int name = arrow || at == from ? -1 : tagName(text, from, at);
        if (name < 0) {
            return Span.NONE;
        }
        int nameEnd = Ascii.skipIdentifier(text, name, at, TAG_MAX);
        while (nameEnd < at && (text[nameEnd] == '-' || text[nameEnd] == '.')) {
            nameEnd = Ascii.skipIdentifier(text, nameEnd + 1, at, TAG_MAX);
        }
        if (keyWords.isSecret(text, name, nameEnd)) {
            return content(text, at + 1, end);
        }
        boolean naming = Ascii.equalsIgnoringCase(text, name, nameEnd, "key")
                || Ascii.equalsIgnoringCase(text, name, nameEnd, "name");
        return naming ? contentOfNext(text, at + 1, end) : Span.NONE;
    }

    /** The start of the tag's name after its namespace, where {@code at} closes the tag; -1 if it opens no element. */
    private static int tagName(char[] text, int from, int at) {
        int limit = Math.max(from, at - TAG_MAX);
        int i = at - 1;
        while (i >= limit && text[i] != '<' && text[i] != '>' && !Ascii.isLineEnd(text[i])) {
            i--;
        }
        if (i < limit || text[i] != '<' || text[at - 1] == '/' || !Ascii.isLetter(text[i + 1])) {
            return -1;
        }
        int prefix = Ascii.skipIdentifier(text, i + 1, at, TAG_MAX);
        return prefix < at && text[prefix] == ':' ? prefix + 1 : i + 1;
    }

    /** The text up to the next closing tag. */
    private long content(char[] text, int start, int end) {
        int close = start;
        while (close < end && text[close] != '<') {
            close++;
        }
        boolean data = Ascii.startsWith(text, close, end, "<![CDATA[");
        if (data && close == start) {
            return Span.of(start, afterData(text, start, end));
        }
        boolean closed = close + 1 < end && text[close + 1] == '/' && close > start;
        boolean secret =
                closed && !placeholders.isPlaceholder(text, start, close) && !captions.isCaption(text, start, close);
        return secret ? Span.of(start, close) : Span.NONE;
    }

    private static int afterData(char[] text, int start, int end) {
        int i = start;
        while (i < end && !Ascii.startsWith(text, i, end, "]]>")) {
            i++;
        }
        return Math.min(end, i + 3);
    }

    /** The content of the element after {@code </key>}, if the text at {@code start} is a secret key. */
    private long contentOfNext(char[] text, int start, int end) {
        int limit = Math.min(end, start + KeyBefore.KEY_MAX);
        int close = start;
        while (close < limit && text[close] != '<') {
            close++;
        }
        if (close == limit || !Ascii.startsWith(text, close, end, "</") || !keyWords.isSecret(text, start, close)) {
            return Span.NONE;
        }
        limit = Math.min(end, close + GAP_MAX);
        int open = close + 2;
        while (open < limit && text[open] != '<') {
            open++;
        }
        while (open < limit && text[open] != '>') {
            open++;
        }
        return open < limit && text[open - 1] != '/' ? content(text, open + 1, end) : Span.NONE;
    }
}
