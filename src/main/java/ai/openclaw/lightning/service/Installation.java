package ai.openclaw.lightning.service;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder this program was unpacked or installed into.
 *
 * @param folder has bin, lib, conf and the definitions of services
 */
public record Installation(Path folder) {

    /** Written by install.sh: the path of the link it made. */
    private static final String MARKER = ".installed-by-install.sh";

    /** Written by a package: the command that removes it. */
    private static final String PACKAGE = ".removed-by";

    /**
     * The one this very process runs from.
     *
     * @throws ServiceException where it runs from elsewhere, as in development
     */
    public static Installation current() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI()).toRealPath();
            Installation found = new Installation(jar.getParent().getParent());
            if (Files.isRegularFile(found.launcher())) {
                return found;
            }
            throw new ServiceException(
                    jar + ": is not part of an unpacked distribution, so there is no program to start");
        } catch (URISyntaxException | IOException e) {
            throw new ServiceException("the folder of the program can't be found: " + IoReason.of(e), e);
        }
    }

    Path launcher() {
        return folder.resolve("bin/lightning");
    }

    /** Whether it brings its own, as the image does. */
    boolean hasJava() {
        return Files.isDirectory(folder.resolve("runtime"));
    }

    /** A definition as it was shipped. */
    String template(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new ServiceException(
                    folder.resolve(name) + ": can't be read (" + IoReason.of(e) + "); unpack the distribution again",
                    e);
        }
    }

    /** Removes the program, if install.sh put it where it is; what was done, and what is left to do. */
    public List<String> remove() {
        Path marker = folder.resolve(MARKER);
        if (Files.exists(folder.resolve(PACKAGE))) {
            return List.of("kept the program, which a package manager installed; to remove it: "
                    + template(PACKAGE).strip());
        }
        if (!Files.exists(marker)) {
            return List.of("kept the program, which you unpacked by hand; to remove it, delete " + folder);
        }
        List<String> report = new ArrayList<>();
        try {
            Path link = Path.of(Files.readString(marker).strip());
            if (Files.isSymbolicLink(link) && link.toRealPath().startsWith(folder)) {
                Files.delete(link);
                report.add("removed the link " + link);
            }
            loadWhatAnExitNeeds();
            Home.deleteTree(folder);
            report.add("removed the program in " + folder);
        } catch (IOException e) {
            throw new ServiceException(
                    "the program can't be removed: " + IoReason.of(e) + "; delete " + folder + " yourself", e);
        }
        return report;
    }

    /** The JVM of this process may go with the program, and from Java 21 on its exit asks a logger, which it loads then. */
    private static void loadWhatAnExitNeeds() {
        System.getLogger(Runtime.class.getName()).log(System.Logger.Level.TRACE, "the program is about to be removed");
    }
}
