package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.WorkingDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write. */
final class TargetFile {

    private TargetFile() {}

    /** The path, if it may be written: nothing is there, or the person said that it may go. */
    static Path of(String name, boolean force) {
        Path file = WorkingDirectory.path(name).toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + " is a folder: name a file in it");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new CommandFailure(ExitCode.ERROR, file.getParent() + ": there is no such folder");
        }
        if (Files.exists(file) && !force) {
            throw new CommandFailure(ExitCode.ERROR, file + " is there already; --force replaces it");
        }
        return file;
    }
}
