package ai.openclaw.lightning.doctor;

/**
 * What one check found. Never holds secrets.
 *
 * @param check its name, one word
 * @param detail one sentence
 * @param fix what to type or do; null when nothing is wrong
 */
public record CheckResult(String check, Level level, String detail, String fix) {

    /** How bad it is. */
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
