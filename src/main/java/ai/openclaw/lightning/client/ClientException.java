package ai.openclaw.lightning.client;

/** A request to a bridge failed. The message is for the person at the terminal. */
public final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    /** There was no answer. */
    ClientException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.detail = "";
    }

    /** The bridge refused, for the reason {@code detail}. */
    ClientException(int status, String message, String detail) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    /** The bridge's reason; empty if it gave none. */
    public String detail() {
        return detail;
    }

    /** The HTTP status, or 0 if there was no answer. */
    public int status() {
        return status;
    }
}
