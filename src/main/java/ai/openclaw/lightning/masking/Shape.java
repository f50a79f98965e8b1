package ai.openclaw.lightning.masking;

/**
 * One way to recognise a secret around a trigger character. Implementations have no state. To keep masking linear, a
 * call that finds nothing looks at a bounded number of characters, or at characters that no other failing call of the
 * same shape looks at; a call that finds something may look at all it masks.
 */
@FunctionalInterface
interface Shape {
    long NONE = -1;

    /**
     * Looks for a secret around a trigger character.
     *
     * @param from where looking back ends: the start of the text or the end of the last secret
     * @param at the trigger character
     * @param end the end of the text
     * @return {@link #span} of the secret, starting at {@code from} or later and ending after {@code at}; or NONE
     */
    long find(char[] text, int from, int at, int end);

    /** Two indexes in one number: an object for each candidate would be garbage on the hot path. */
    static long span(int start, int end) {
        return ((long) start << 32) | end;
    }

    static int start(long span) {
        return (int) (span >>> 32);
    }

    static int end(long span) {
        return (int) span;
    }
}
