package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** A settings file of another program. It may be a link, and need not exist. */
public final class SettingsFile {

    private static final int LINKS_MAX = 20;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /** Returns its text; empty where there is no file. */
    public String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be read: " + IoReason.of(e), e);
        }
    }

    /**
     * Replaces the text. Whoever reads meanwhile sees the old or the new one. A link stays one. A file with nothing left in
     * it goes, for whoever made it left nothing else in it.
     *
     * @param secret whether nobody but the owner may read the file from now on
     * @return the copy of the file as it was; null where there was none, or nothing of anybody else's in it
     */
    public Path write(String text, boolean secret) {
        try {
            Path real = target();
            boolean exists = Files.exists(real);
            if (exists && !Files.isSymbolicLink(file) && isNothing(text)) {
                Files.delete(real);
                return null;
            }
            Set<PosixFilePermission> mode = exists && !secret ? mode(real) : null;
            Path backup = null;
            if (exists) {
                backup = real.resolveSibling(real.getFileName() + ".before-lightning-"
                        + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
                Home.write(backup, Files.readString(real));
            } else {
                Files.createDirectories(real.toAbsolutePath().getParent());
            }
            Home.write(real, text);
            if (mode != null) {
                Files.setPosixFilePermissions(real, mode);
            }
            return backup;
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be changed: " + IoReason.of(e), e);
        }
    }

    private static boolean isNothing(String text) {
        String left = text.replaceAll("\\s", "");
        return left.isEmpty() || left.equals("{}");
    }

    private Path target() throws IOException {
        Path real = file;
        for (int links = 0; Files.isSymbolicLink(real); links++) {
            if (links == LINKS_MAX) {
                throw new IOException("too many links");
            }
            real = real.resolveSibling(Files.readSymbolicLink(real));
        }
        return real;
    }

    /** Null where there are no modes. */
    private static Set<PosixFilePermission> mode(Path real) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(real, PosixFileAttributeView.class);
        return view == null ? null : view.readAttributes().permissions();
    }
}
