package ai.openclaw.lightning.cli.frame;

/** A command can't do what it was asked. The message is for the person at the terminal: what, why, what to do. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** With the {@link ExitCode} that the process ends with. */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
