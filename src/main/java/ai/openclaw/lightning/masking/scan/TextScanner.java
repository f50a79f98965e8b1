package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.detect.Detector;
import ai.openclaw.lightning.masking.detect.FlagDetector;
import ai.openclaw.lightning.masking.detect.PemDetector;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.syntax.Ascii;
import ai.openclaw.lightning.masking.syntax.Base64Text;
import ai.openclaw.lightning.masking.syntax.Span;
import ai.openclaw.lightning.masking.syntax.UnescapedView;
import ai.openclaw.lightning.masking.values.Placeholders;
import java.util.List;

/**
 * Goes through a text once and asks, at each sign that may be part of a secret and at the beginnings of words that may
 * be one, the detectors that are triggered there; any other character costs one look into a table. A text with escapes
 * is looked at once more as its reader sees it, and runs of base64 that are text are looked at decoded, once.
 * Thread-safe; allocates only where it masks, decodes or unescapes.
 */
public final class TextScanner {
    private static final String MASK = Placeholders.MASK;

    /** How many times escapes are undone, because an ampersand may itself be written as an entity. */
    private static final int UNESCAPES_MAX = 2;

    private final Triggers triggers;
    private final Literals[] literals;

    public TextScanner(KeyWords keyWords, FlagDetector flags, List<String> literals) {
        this.triggers = new Triggers(keyWords, flags);
        this.literals = literals.stream().map(Literals::new).toArray(Literals[]::new);
    }

    /** The text of {@code [start, end)} with each secret replaced; null if it has none. */
    public String maskOrNull(char[] text, int start, int end) {
        Spans spans = scan(text, start, end, UNESCAPES_MAX, true);
        return spans == null ? null : spans.replaced(text, start, end, MASK);
    }

    /** The secrets of a text; null if it has none. */
    private Spans scan(char[] text, int start, int end, int unescapes, boolean decodes) {
        Spans spans = literals(text, start, end);
        boolean escaped = false;
        int sections = 0;
        int done = start;
        int decoded = start;
        byte[] kinds = triggers.kinds();
        WordStarts words = triggers.words();
        int at = start;
        while (at < end) {
            char c = text[at];
            int kind = c < kinds.length ? kinds[c] : Triggers.NOTHING;
            int next = at + 1;
            if (kind == Triggers.NOTHING) {
                at = next;
                continue;
            }
            long span = Span.NONE;
            if (kind == Triggers.WORD) {
                while (next < end && text[next] < kinds.length && kinds[text[next]] == Triggers.WORD) {
                    next++;
                }
                int place = at + 2 < end ? words.place(c, text[at + 1]) : 0;
                if (place != 0 && words.mayContinue(place, text[at + 2])) {
                    span = find(words.detectors(place), text, start, at, end);
                    sections |= triggers.sectionsAt(words.sections(place) & ~sections, text, start, at, end);
                }
                if (span == Span.NONE && decodes && next - at >= Base64Runs.WORD_MIN && at >= decoded) {
                    long run = Base64Runs.around(text, decoded, at, next, end);
                    decoded = Span.end(run);
                    span = holdsSecret(text, run, at, unescapes) ? run : Span.NONE;
                }
            } else if (kind == Triggers.SIGN) {
                span = find(triggers.atSign(c), text, start, at, end);
            } else {
                escaped = escaped || UnescapedView.isEscape(text, at, end);
                next = afterLineBreak(text, at, end);
            }
            if (span == Span.NONE || Span.end(span) <= done || isMasked(text, span)) {
                at = next;
                continue;
            }
            int spanStart = Math.max(done, Span.start(span));
            done = PemDetector.endOfKeyBegunIn(text, spanStart, Span.end(span), end);
            at = Math.max(at + 1, done);
            spans = add(spans, Span.of(spanStart, done));
        }
        if (sections != 0) {
            Spans more = triggers.inSections(text, start, end, sections);
            for (int i = 0; i < more.size(); i++) {
                spans = add(spans, more.get(i));
            }
        }
        return escaped && unescapes > 0 ? unescaped(text, start, end, unescapes - 1, decodes, spans) : spans;
    }

    private Spans literals(char[] text, int start, int end) {
        Spans spans = null;
        for (Literals literal : literals) {
            long span = literal.next(text, start, end);
            while (span != Span.NONE) {
                spans = add(spans, span);
                span = literal.next(text, Span.end(span), end);
            }
        }
        return spans;
    }

    private static long find(Detector[] detectors, char[] text, int start, int at, int end) {
        for (Detector detector : detectors) {
            long span = detector.find(text, start, at, end);
            if (span != Span.NONE) {
                return span;
            }
        }
        return Span.NONE;
    }

    private static boolean isMasked(char[] text, long span) {
        int length = Span.end(span) - Span.start(span);
        return length == MASK.length() && Ascii.startsWith(text, Span.start(span), Span.end(span), MASK);
    }

    /** A word begins behind {@code \\n}, the way a line break in a string is written. */
    private static int afterLineBreak(char[] text, int at, int end) {
        boolean escape = text[at] == '\\' && at + 1 < end && "nrt".indexOf(text[at + 1]) >= 0;
        return escape ? at + 2 : at + 1;
    }

    /** A run may begin with a path, so if it is no text from its beginning it is tried from the word on. */
    private boolean holdsSecret(char[] text, long run, int wordStart, int unescapes) {
        char[] decoded = Base64Text.decode(text, Span.start(run), Span.end(run));
        if (decoded == null && wordStart > Span.start(run)) {
            decoded = Base64Text.decode(text, wordStart, Span.end(run));
        }
        return decoded != null && scan(decoded, 0, decoded.length, Math.min(1, unescapes), false) != null;
    }

    private Spans unescaped(char[] text, int start, int end, int unescapes, boolean decodes, Spans known) {
        Spans all = known;
        int to = start;
        while (to < end) {
            int from = to == start ? start : Windows.next(text, to);
            to = Windows.end(text, from, end);
            UnescapedView view = UnescapedView.of(text, from, to);
            Spans found = scan(view.text(), 0, view.length(), unescapes, decodes);
            for (int i = 0; found != null && i < found.size(); i++) {
                all = add(all, view.toOrigin(found.get(i)));
            }
        }
        return all;
    }

    private static Spans add(Spans spans, long span) {
        Spans all = spans == null ? new Spans() : spans;
        all.add(span);
        return all;
    }
}
