package ai.openclaw.lightning.masking.scan;

import ai.openclaw.lightning.masking.syntax.Ascii;

/**
 * The parts of a long text in which escapes are undone, to bound the memory that takes. They overlap, so that what one
 * cuts is whole in the next. Each begins and ends behind the end of a line, a blank, or a sign that separates or closes,
 * if there is one near: a value cut in two may look like a secret where the whole does not.
 */
final class Windows {
    private static final int LENGTH = 1 << 17;
    private static final int OVERLAP = 1 << 11;

    private Windows() {}

    /** Where the window that begins at {@code start} ends. */
    static int end(char[] text, int start, int end) {
        int limit = start + LENGTH;
        return limit >= end ? end : cut(text, limit - OVERLAP / 2, limit);
    }

    /** Where the window begins that follows the one that ends at {@code end}, which is not the text's end. */
    static int next(char[] text, int end) {
        return cut(text, end - OVERLAP, end - OVERLAP / 2);
    }

    /** The last position in {@code (low, high]} with such a sign before it, the best kind of sign first. */
    private static int cut(char[] text, int low, int high) {
        int best = high;
        int rankOfBest = 0;
        for (int at = high; at > low; at--) {
            int rank = rank(text[at - 1]);
            if (rank > rankOfBest) {
                best = at;
                rankOfBest = rank;
            }
        }
        return best;
    }

    private static int rank(char c) {
        if (Ascii.isLineEnd(c)) {
            return 3;
        }
        return Ascii.isBlank(c) ? 2 : ",;|)]}>".indexOf(c) >= 0 ? 1 : 0;
    }
}
