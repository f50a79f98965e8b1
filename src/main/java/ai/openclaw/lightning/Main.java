package ai.openclaw.lightning;

import ai.openclaw.lightning.cli.Lightning;

/** Where the program begins. */
public final class Main {

    private Main() {}

    /** Runs the command; a bridge that was started goes on after this returns, until a signal ends it. */
    public static void main(String[] arguments) {
        int code = Lightning.execute(arguments);
        if (code != Lightning.KEEP_RUNNING) {
            System.exit(code);
        }
    }
}
