package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.WorkingDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses the file that a command writes. */
final class TargetFile {

    private TargetFile() {}

    /** Returns the path if nothing is there yet, or if the person allowed replacing it. */
    static Path of(String name, boolean force) {
        Path file = WorkingDirectory.path(name).toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + " is a folder; name a file in it");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new CommandFailure(ExitCode.ERROR, file.getParent() + ": there is no such folder");
        }
        if (Files.exists(file) && !force) {
            throw new CommandFailure(ExitCode.ERROR, file + " already exists; to replace it: --force");
        }
        return file;
    }
}
