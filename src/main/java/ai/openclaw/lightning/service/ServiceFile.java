package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A definition where the service manager looks for it. */
record ServiceFile(Path path) {

    boolean exists() {
        return Files.exists(path);
    }

    /** Whether that changed anything. Whoever reads meanwhile sees the old or the new one. */
    boolean write(String text) {
        try {
            if (exists() && Files.readString(path).equals(text)) {
                return false;
            }
            Files.createDirectories(path.getParent());
            Path temporary = path.resolveSibling("." + path.getFileName() + ".new");
            Files.writeString(temporary, text);
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new ServiceException(path + ": can't be written: " + IoReason.of(e), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new ServiceException(path + ": can't be deleted: " + IoReason.of(e), e);
        }
    }
}
