package ai.openclaw.lightning.model;

/**
 * A defect: code that tells the kinds of a sealed type apart has met one that it does not know. Every such chain of
 * {@code instanceof} ends in this, so that a new kind is noticed where it was forgotten instead of being taken for another.
 */
public final class UnknownKindException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param value whose class is named; its content is not */
    public UnknownKindException(Object value) {
        super("a kind that is not known here: "
                + (value == null ? "none" : value.getClass().getSimpleName()));
    }
}
