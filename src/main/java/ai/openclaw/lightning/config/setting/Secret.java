package ai.openclaw.lightning.config.setting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** A text that must not appear in logs: {@code toString} hides it, {@link #matches} takes the same time for any guess. */
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

    /** Whether the guess is this secret; an unset secret matches nothing. */
    public boolean matches(String guess) {
        byte[] expected = reveal.getBytes(StandardCharsets.UTF_8);
        byte[] given = guess.getBytes(StandardCharsets.UTF_8);
        return isSet() && MessageDigest.isEqual(expected, given);
    }

    @Override
    public String toString() {
        return isSet() ? "[secret]" : "";
    }
}
