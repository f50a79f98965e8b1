package ai.openclaw.lightning.optimizer.run;

/** What may be said of code that failed on a trace. */
final class FailureSite {

    private FailureSite() {}

    /** What failed and where; not its message, which may quote the trace. */
    static String place(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
