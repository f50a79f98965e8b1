package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.syntax.Span;
import java.util.Arrays;

/** The secrets of one text, found in any order; may overlap until they are used. For one thread. */
final class Spans {
    private long[] spans = new long[8];
    private int size;

    void add(long span) {
        if (size == spans.length) {
            spans = Arrays.copyOf(spans, 2 * size);
        }
        spans[size++] = span;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return spans[index];
    }

    /** The text of {@code [start, end)} with each secret replaced; secrets that overlap become one. */
    String replaced(char[] text, int start, int end, String mask) {
        Arrays.sort(spans, 0, size);
        StringBuilder masked = new StringBuilder(end - start);
        int from = start;
        int i = 0;
        while (i < size) {
            int spanStart = Span.start(spans[i]);
            int spanEnd = Span.end(spans[i]);
            for (i++; i < size && Span.start(spans[i]) < spanEnd; i++) {
                spanEnd = Math.max(spanEnd, Span.end(spans[i]));
            }
            masked.append(text, from, spanStart - from).append(mask);
            from = spanEnd;
        }
        return masked.append(text, from, end - from).toString();
    }
}
