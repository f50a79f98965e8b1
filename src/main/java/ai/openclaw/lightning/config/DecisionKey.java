package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The key that decisions need, such as to accept a rule. It is no setting, so that there is one without anybody's doing:
 * a bridge makes it at its first start, in a file of the home that only its owner can read.
 */
public final class DecisionKey {

    /** As {@code bridge.api_key}. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,256}");

    private DecisionKey() {}

    /** The key of that home; none where no bridge was started yet, or for whoever may not read it. */
    public static Secret of(Home home) {
        try {
            return read(home.decisionKeyFile());
        } catch (IOException e) {
            return Secret.NONE;
        }
    }

    /** The key of that home, made if there is none. */
    public static Secret ofOrNew(Home home) throws IOException {
        Secret key = Files.exists(home.decisionKeyFile()) ? read(home.decisionKeyFile()) : Secret.NONE;
        return key.isSet() ? key : renew(home);
    }

    /** A new key in the place of that home's. A bridge that runs goes on with the old one. */
    public static Secret renew(Home home) throws IOException {
        Secret key = Secret.random();
        Home.write(home.decisionKeyFile(), key.reveal() + "\n");
        return key;
    }

    /** What is no key, such as an empty file after a power cut, is none. */
    private static Secret read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        return KEY.matcher(text).matches() ? new Secret(text) : Secret.NONE;
    }
}
