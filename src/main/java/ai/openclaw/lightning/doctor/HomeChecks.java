package ai.openclaw.lightning.doctor;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.plugins.PluginTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that the home exists, is writable and private, and has free space. Changes nothing. */
public final class HomeChecks {

    private static final long MIB = 1024 * 1024;
    private static final long FREE_BYTES_MIN = 64 * MIB;
    private static final long FREE_BYTES_LOW = 512 * MIB;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Home home;
    private final Machine machine;

    public HomeChecks(Home home, Machine machine) {
        this.home = home;
        this.machine = machine;
    }

    public List<CheckResult> all() {
        return List.of(home(), permissions(), plugins(), disk());
    }

    CheckResult home() {
        Path root = home.root();
        if (!Files.isDirectory(root)) {
            return Files.exists(root)
                    ? CheckResult.failure("home", root + " is not a folder", "mv '" + root + "' '" + root + ".old'")
                    : absent();
        }
        Optional<Mounts.Mount> mount = Mounts.of(machine.mounts()).holding(root);
        if (mount.isPresent() && mount.get().has("ro")) {
            return readOnly(mount.get().point());
        }
        try {
            Files.delete(Files.createTempFile(root, "doctor", ".tmp"));
            return CheckResult.ok("home", root.toString());
        } catch (AccessDeniedException e) {
            return CheckResult.failure(
                    "home",
                    root + " can't be written by " + machine.user(),
                    "sudo chown -R " + machine.user() + " '" + root + "'");
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("Read-only")
                    ? readOnly(root.toString())
                    : CheckResult.failure(
                            "home", root + " can't be written: " + e.getMessage(), "see the check \"disk\"");
        }
    }

    private CheckResult absent() {
        Path parent = existingParent();
        Optional<Mounts.Mount> mount = Mounts.of(machine.mounts()).holding(parent);
        if (mount.isPresent() && mount.get().has("ro")) {
            return readOnly(mount.get().point());
        }
        return Files.isWritable(parent)
                ? CheckResult.ok("home", home.root() + " does not exist yet; the first start creates it")
                : CheckResult.failure(
                        "home",
                        home.root() + " does not exist, and " + machine.user() + " can't write to " + parent,
                        "export LIGHTNING_HOME=/a/folder/of/yours");
    }

    private CheckResult readOnly(String point) {
        return CheckResult.failure(
                "home",
                home.root() + " is on a file system that is mounted read-only",
                "sudo mount -o remount,rw '" + point + "', or: export LIGHTNING_HOME=/a/folder/elsewhere");
    }

    CheckResult permissions() {
        Path root = home.root();
        if (!Files.isDirectory(root)
                || !root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return CheckResult.ok("permissions", "nothing to check yet");
        }
        try (Stream<Path> paths = Files.walk(root, 2)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
                if (!owner.equals(machine.user())) {
                    return CheckResult.failure(
                            "permissions",
                            path + " belongs to " + owner + ", not to " + machine.user(),
                            "sudo chown -R " + machine.user() + " '" + root + "'");
                }
                if (!Files.isSymbolicLink(path) && isOpenToOthers(path)) {
                    return CheckResult.failure(
                            "permissions",
                            path + " can be read or changed by other users",
                            "chmod -R go-rwx '" + root + "'");
                }
            }
            return CheckResult.ok("permissions", "only " + machine.user() + " can read the home");
        } catch (IOException | UncheckedIOException e) {
            return CheckResult.failure(
                    "permissions",
                    "the home can't be searched: " + e.getMessage(),
                    "sudo chown -R " + machine.user() + " '" + root + "' && chmod -R u+rwX '" + root + "'");
        }
    }

    CheckResult plugins() {
        return new PluginTrust(home.plugins(), machine.user())
                .problem()
                .map(problem -> CheckResult.failure("plugins", "no plugin is loaded: " + problem, "see the fix above"))
                .orElse(CheckResult.ok("plugins", "no other user can change them"));
    }

    /** Skips the cache, because a library is no secret and the root's mode already protects it. */
    private boolean isOpenToOthers(Path path) throws IOException {
        boolean secret = path.equals(home.root())
                || path.equals(home.configFile())
                || path.equals(home.decisionKeyFile())
                || path.startsWith(home.database().getParent())
                || path.startsWith(home.logs());
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        granted.addAll(Files.getPosixFilePermissions(path));
        granted.retainAll(OTHERS);
        return secret && !granted.isEmpty();
    }

    CheckResult disk() {
        Path folder = existingParent();
        long usable = machine.usableBytes().applyAsLong(folder);
        String free = usable / MIB + " MiB are free on the file system of " + home.root();
        String fix = "lightning cleanup --older-than 7d, or: df -h '" + folder + "' and delete what you no longer need";
        if (usable < FREE_BYTES_MIN) {
            return CheckResult.failure("disk", "the disk is full: " + free, fix);
        }
        return usable < FREE_BYTES_LOW ? CheckResult.warning("disk", free, fix) : CheckResult.ok("disk", free);
    }

    private Path existingParent() {
        Path folder = home.root();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
