package ai.openclaw.lightning.client;

/** A request to a bridge failed. The message is for the person at the terminal. */
public final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ClientException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The HTTP status, or 0 if there was no answer. */
    public int status() {
        return status;
    }
}
