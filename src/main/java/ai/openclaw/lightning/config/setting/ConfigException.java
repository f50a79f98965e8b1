package ai.openclaw.lightning.config.setting;

/** The configuration or the home can't be used. The message is for the person who typed it, and never has a secret. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
