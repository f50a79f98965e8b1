package ai.openclaw.lightning.intake;

/**
 * Input that breaks a rule, with a sentence for whoever sent it, which never holds text from the input. It carries no
 * stack trace: a rejection is an ordinary answer, and must be cheap.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final boolean tooLarge;

    private Rejection(String detail, String field, boolean tooLarge) {
        super(detail, null, false, false);
        this.field = field;
        this.tooLarge = tooLarge;
    }

    /** Something is missing or wrong; {@code field} is to blame, or null. */
    public static Rejection invalid(String detail, String field) {
        return new Rejection(detail, field, false);
    }

    /** There is more than may come at once. */
    public static Rejection tooLarge(String detail) {
        return new Rejection(detail, null, true);
    }

    /** The sentence for the client. */
    public String detail() {
        return getMessage();
    }

    /** The field that is to blame, or null. */
    public String field() {
        return field;
    }

    /** Whether less of it would have been taken. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
