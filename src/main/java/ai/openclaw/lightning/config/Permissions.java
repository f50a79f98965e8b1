package ai.openclaw.lightning.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders 0700 and files 0600, whatever the umask, from their first moment; nothing where there are no such modes. */
final class Permissions {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Permissions() {}

    static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, attributes(DIRECTORY));
        }
        tighten(path, DIRECTORY);
    }

    static void file(Path path) throws IOException {
        try {
            Files.createFile(path, attributes(FILE));
        } catch (FileAlreadyExistsException e) {
            // exists already: only its mode is left to do
        }
        tighten(path, FILE);
    }

    /** Whether nobody but the owner may read or change the file; true where there are no such modes. */
    static boolean isPrivate(Path path) throws IOException {
        return !POSIX || DIRECTORY.containsAll(Files.getPosixFilePermissions(path));
    }

    private static void tighten(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (POSIX && !Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
