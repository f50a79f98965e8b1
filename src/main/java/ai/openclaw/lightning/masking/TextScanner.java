package ai.openclaw.lightning.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * Goes through a text once and asks, at each character that may be part of a secret, the shapes that this character
 * triggers; any other character costs one look into a table. Thread-safe; allocates only where it masks, or where
 * there are extra patterns.
 */
final class TextScanner {
    static final String MASK = "[masked]";

    private final Shape[][] byTrigger = new Shape[128][];
    private final Pattern[] extraPatterns;

    TextScanner(Assignments assignments, List<String> extraPatterns) {
        this.extraPatterns = extraPatterns.stream().map(Pattern::compile).toArray(Pattern[]::new);
        trigger(':', AddressShapes::password, assignments::pair);
        trigger('=', assignments::pair);
        trigger('>', assignments::element);
        trigger('/', AddressShapes::slackWebhook);
        trigger('-', BlockShapes::privateKey, assignments::flag, TokenShape.of('-'));
        trigger('_', TokenShape.of('_'));
        trigger('.', TokenShape.of('.'));
        trigger('A', TokenShape.of('A'));
        trigger('J', BlockShapes::jwt);
        trigger('B', new CredentialShape());
        trigger('b', new CredentialShape());
    }

    private void trigger(char c, Shape... shapes) {
        byTrigger[c] = shapes;
    }

    /** The text without its secrets, or null if it has none. */
    String maskOrNull(char[] text, int start, int end) {
        String masked = maskShapes(text, start, end);
        if (extraPatterns.length == 0) {
            return masked;
        }
        String before = masked == null ? new String(text, start, end - start) : masked;
        String after = maskPatterns(before);
        return after.equals(before) ? masked : after;
    }

    private String maskShapes(char[] text, int start, int end) {
        long span = next(text, start, end);
        if (span == Shape.NONE) {
            return null;
        }
        StringBuilder masked = new StringBuilder(end - start);
        int from = start;
        while (span != Shape.NONE) {
            masked.append(text, from, Shape.start(span) - from).append(MASK);
            from = BlockShapes.endOfKeyBegunIn(text, Shape.start(span), Shape.end(span), end);
            span = next(text, from, end);
        }
        return masked.append(text, from, end - from).toString();
    }

    private long next(char[] text, int from, int end) {
        for (int at = from; at < end; at++) {
            char c = text[at];
            Shape[] shapes = c < 128 ? byTrigger[c] : null;
            if (shapes == null) {
                continue;
            }
            for (Shape shape : shapes) {
                long span = shape.find(text, from, at, end);
                if (span != Shape.NONE) {
                    return span;
                }
            }
        }
        return Shape.NONE;
    }

    private String maskPatterns(String text) {
        String masked = text;
        for (Pattern pattern : extraPatterns) {
            masked = pattern.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return masked;
    }
}
