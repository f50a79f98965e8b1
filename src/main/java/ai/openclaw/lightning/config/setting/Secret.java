package ai.openclaw.lightning.config.setting;

import java.util.Objects;

/** A text that must not appear in logs: {@code toString} hides it. */
public record Secret(String reveal) {

    /** No secret configured. */
    public static final Secret NONE = new Secret("");

    public Secret {
        Objects.requireNonNull(reveal, "reveal");
    }

    /** Whether there is one. */
    public boolean isSet() {
        return !reveal.isEmpty();
    }

    @Override
    public String toString() {
        return isSet() ? "[secret]" : "";
    }
}
