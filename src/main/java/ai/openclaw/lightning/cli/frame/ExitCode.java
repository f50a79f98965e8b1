package ai.openclaw.lightning.cli.frame;

/** The exit codes of the process, for scripts. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;
    public static final int NOT_RUNNING = 3;
    public static final int UNHEALTHY = 4;
    public static final int PORT_TAKEN = 5;

    /** What a shell makes of SIGPIPE. */
    public static final int READER_GONE = 141;

    private ExitCode() {}
}
