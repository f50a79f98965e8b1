package ai.openclaw.lightning.masking.syntax;

/** A start and an end in one number, because an object per candidate would be garbage on the hot path. */
public final class Span {
    public static final long NONE = -1;

    private Span() {}

    public static long of(int start, int end) {
        return ((long) start << 32) | end;
    }

    public static int start(long span) {
        return (int) (span >>> 32);
    }

    public static int end(long span) {
        return (int) span;
    }
}
