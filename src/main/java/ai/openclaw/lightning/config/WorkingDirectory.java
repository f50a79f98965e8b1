package ai.openclaw.lightning.config;

import java.nio.file.Path;

/**
 * The folder in which a person typed the command. The launcher changes to the folder of the program, because JDK 17
 * uses a class archive only when the jars have the very (relative) paths it was made with, and says here where it was.
 */
public final class WorkingDirectory {

    private WorkingDirectory() {}

    /** A path that a person wrote, as that person meant it. */
    public static Path path(String text) {
        return Path.of(System.getProperty("lightning.caller", "")).resolve(text);
    }
}
