package ai.openclaw.lightning.cli.frame;

/** Nobody reads the output any more. Unchecked, as a {@link java.io.PrintStream} would only note a checked one. */
public final class ReaderGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReaderGone(Throwable cause) {
        super(cause);
    }
}
