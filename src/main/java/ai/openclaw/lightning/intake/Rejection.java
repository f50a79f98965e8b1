package ai.openclaw.lightning.intake;

/**
 * Input that breaks a rule, with a sentence for the sender that never quotes the input. It has no stack trace, because a
 * rejection is an ordinary answer and must be cheap.
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

    /** Something is missing or wrong; {@code field} names the field, or is null. */
    public static Rejection invalid(String detail, String field) {
        return new Rejection(detail, field, false);
    }

    /** The input exceeds a limit of size. */
    public static Rejection tooLarge(String detail) {
        return new Rejection(detail, null, true);
    }

    /** The sentence for the client. */
    public String detail() {
        return getMessage();
    }

    /** The wrong field, or null. */
    public String field() {
        return field;
    }

    /** Whether a smaller input would be accepted. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
