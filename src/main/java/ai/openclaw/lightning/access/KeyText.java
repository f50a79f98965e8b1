package ai.openclaw.lightning.access;

import ai.openclaw.lightning.config.setting.Secret;
import ai.openclaw.lightning.model.Sha256;
import java.util.regex.Pattern;

/** How a key with a name looks. The beginning says what it is, so that masking knows one wherever it stands. */
public final class KeyText {

    private static final String BEGINNING = "lightning_key_";

    private static final int HASH_BYTES = 32;

    private static final Pattern FORM = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{43}");

    private KeyText() {}

    /** A new one that nobody can guess. */
    public static String random() {
        return BEGINNING + Secret.random().reveal();
    }

    /** Whether that is one, known or not. */
    static boolean is(String text) {
        return FORM.matcher(text).matches();
    }

    /** What is stored of it. A random text of 256 bits needs no slow hash: there is nothing to guess. */
    public static String hash(String text) {
        return Sha256.hex(text, HASH_BYTES);
    }
}
