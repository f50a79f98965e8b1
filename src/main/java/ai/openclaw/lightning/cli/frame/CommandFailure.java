package ai.openclaw.lightning.cli.frame;

/** A command can't do what it was asked to. The message tells the person what failed, why, and what to do. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Creates a failure with the {@link ExitCode} of the process. */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
