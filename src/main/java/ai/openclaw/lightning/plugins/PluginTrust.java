package ai.openclaw.lightning.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether somebody else could have put code into the folder of plug-ins. What runs inside the bridge must belong to the
 * user who runs it, or to root, and nobody else may be able to change it: the folder, the jars, and the libraries that
 * their manifests name. Where files have no such modes (Windows), there is nothing to check.
 */
public final class PluginTrust {

    private static final int DEPTH_MAX = 8;
    private static final int FILES_MAX = 10_000;
    private static final String ROOT = "root";
    private static final Path PROCESS = Path.of("/proc/self");

    private final Path folder;
    private final String user;

    /**
     * @param folder need not exist
     * @param user name of the user who runs the bridge, as file owners are named
     */
    public PluginTrust(Path folder, String user) {
        this.folder = folder;
        this.user = user;
    }

    /** The user of this process; a number where it has no name, as in some containers. */
    static String processUser() {
        try {
            return Files.getOwner(PROCESS).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name"); // not Linux
        }
    }

    /** What is wrong with the folder, in one sentence with the command that puts it right; empty when nothing is. */
    public Optional<String> problem() {
        if (!Files.isDirectory(folder)
                || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX, FileVisitOption.FOLLOW_LINKS)) {
            return files.limit(FILES_MAX)
                    .map(this::problem)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(folder + " can't be searched: " + e.getMessage());
        }
    }

    private Optional<String> problem(Path file) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            if (!owner.equals(user) && !owner.equals(ROOT)) {
                return Optional.of(file + " belongs to " + owner + ", not to " + user
                        + "; check the file, then: sudo chown -R " + user + " '" + folder + "'");
            }
            return isOpen(attributes)
                    ? Optional.of(file + " can be changed by other users; check the file, then: chmod -R go-w '"
                            + folder + "'")
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A group that has its only member's name is nobody else: many systems give new files such a group's rights. */
    private static boolean isOpen(PosixFileAttributes attributes) {
        Set<PosixFilePermission> modes = attributes.permissions();
        boolean sharedGroup =
                !attributes.group().getName().equals(attributes.owner().getName());
        return modes.contains(PosixFilePermission.OTHERS_WRITE)
                || (sharedGroup && modes.contains(PosixFilePermission.GROUP_WRITE));
    }
}
