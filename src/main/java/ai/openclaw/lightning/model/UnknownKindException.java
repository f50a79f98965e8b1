package ai.openclaw.lightning.model;

/**
 * A defect: code that distinguishes the kinds of a sealed type met one that it does not know. Every such chain of
 * {@code instanceof} ends by throwing this, so that a forgotten kind fails instead of passing for another.
 */
public final class UnknownKindException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * @param value only its class appears in the message, never its content
     */
    public UnknownKindException(Object value) {
        super("a kind that is not known here: "
                + (value == null ? "none" : value.getClass().getSimpleName()));
    }
}
