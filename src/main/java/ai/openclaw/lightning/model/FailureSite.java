package ai.openclaw.lightning.model;

/** What a log may say about an unexpected failure. */
public final class FailureSite {

    private static final String OWN = "ai.openclaw.lightning.";

    private FailureSite() {}

    /** Names the root failure and its place in the code. Leaves out its message, which may quote a client or a user. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null && cause != failure; cause = cause.getCause()) {
            root = cause;
        }
        StringBuilder site = new StringBuilder(root.getClass().getName());
        StackTraceElement[] stack = root.getStackTrace();
        if (stack.length > 0) {
            site.append(" at ").append(stack[0]);
        }
        for (int i = 1; i < stack.length && !stack[0].getClassName().startsWith(OWN); i++) {
            if (stack[i].getClassName().startsWith(OWN)) {
                return site.append(", called from ").append(stack[i]).toString();
            }
        }
        return site.toString();
    }
}
