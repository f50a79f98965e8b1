package ai.openclaw.lightning.cli;

/** What the process ends with, so that scripts can tell. */
final class ExitCode {

    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int NOT_RUNNING = 3;
    static final int UNHEALTHY = 4;
    static final int PORT_TAKEN = 5;

    private ExitCode() {}
}
