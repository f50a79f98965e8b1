package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A key that a person put into a file of its own, to be shown to another server. */
public final class KeyFile {

    private static final Pattern KEY = Pattern.compile("[!-~]{8,1024}");

    private KeyFile() {}

    /**
     * The key in that file, and nothing else may be in it.
     *
     * @param setting the key of the setting that names it
     * @throws ConfigException when there is none, or when others may read it
     */
    public static Secret read(Path file, String setting) {
        try {
            if (!Permissions.isPrivate(file)) {
                throw new ConfigException(setting + ": " + file + " can be read by others; try: chmod 600 " + file);
            }
            String text = Files.readString(file).strip();
            if (!KEY.matcher(text).matches()) {
                throw new ConfigException(
                        setting + ": " + file + " must hold one key of 8 to 1024 visible ASCII characters");
            }
            return new Secret(text);
        } catch (IOException e) {
            throw new ConfigException(setting + ": " + file + " can't be read: " + IoReason.of(e), e);
        }
    }
}
