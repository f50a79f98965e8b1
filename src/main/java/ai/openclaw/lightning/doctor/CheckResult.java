package ai.openclaw.lightning.doctor;

/**
 * The result of one check. It never holds secrets.
 *
 * @param check the name of the check, one word
 * @param detail the finding, in one sentence
 * @param fix what to type or do, or null if nothing is wrong
 */
public record CheckResult(String check, Level level, String detail, String fix) {

    /** The severity. */
    public enum Level {
        OK,
        WARNING,
        FAILURE
    }

    public static CheckResult ok(String check, String detail) {
        return new CheckResult(check, Level.OK, detail, null);
    }

    public static CheckResult warning(String check, String detail, String fix) {
        return new CheckResult(check, Level.WARNING, detail, fix);
    }

    public static CheckResult failure(String check, String detail, String fix) {
        return new CheckResult(check, Level.FAILURE, detail, fix);
    }
}
