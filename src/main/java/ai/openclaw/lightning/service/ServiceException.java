package ai.openclaw.lightning.service;

/** Why a service could not be put in place or taken away, and what to do about it, in words for the person who tried. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
