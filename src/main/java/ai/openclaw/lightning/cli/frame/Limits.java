package ai.openclaw.lightning.cli.frame;

/** The numbers that an option may have. */
public final class Limits {

    /** Of options that wait: a day. */
    public static final int SECONDS_MAX = 86_400;

    private Limits() {}

    /**
     * Checks the value of an option.
     *
     * @throws CommandFailure if it is below or above
     */
    public static void check(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new CommandFailure(ExitCode.USAGE, option + " must be between " + min + " and " + max);
        }
    }
}
