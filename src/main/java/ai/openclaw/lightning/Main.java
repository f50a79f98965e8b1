package ai.openclaw.lightning;

import ai.openclaw.lightning.cli.Lightning;
import ai.openclaw.lightning.cli.frame.ExitCode;
import java.util.Arrays;
import java.util.Objects;

/** Where the program begins. */
public final class Main {

    private Main() {}

    /** Runs the command; a bridge that was started goes on after this returns, until a signal ends it. */
    public static void main(String[] arguments) {
        int code = Lightning.execute(arguments);
        // System.exit looks for a logger to tell, and so opens every library, which takes a short command 25 ms.
        boolean endsByItself = code == ExitCode.OK && !othersRun();
        if (code != Lightning.KEEP_RUNNING && !endsByItself) {
            System.exit(code);
        }
    }

    private static boolean othersRun() {
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        Thread.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .anyMatch(thread -> !thread.isDaemon() && thread != Thread.currentThread());
    }
}
