package ai.openclaw.lightning.config.setting;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** A text that must not appear in logs: {@code toString} hides it. */
public record Secret(String reveal) {

    /** No secret configured. */
    public static final Secret NONE = new Secret("");

    private static final int RANDOM_BYTES = 32;

    public Secret {
        Objects.requireNonNull(reveal, "reveal");
    }

    /** A new one that nobody can guess. */
    public static Secret random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
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
