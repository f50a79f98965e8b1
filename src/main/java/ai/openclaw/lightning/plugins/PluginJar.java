package ai.openclaw.lightning.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/**
 * A user's jar. It has a class loader of its own below the bridge's: jars don't see one another, and what one needs
 * beside the bridge's classes stands in its manifest under {@code Class-Path}.
 */
final class PluginJar {

    /** What a broken list of implementations may go wrong with before the rest of it is given up. */
    private static final int PROBLEMS_MAX = 10;

    private PluginJar() {}

    /** An implementation in a jar; {@code jar} is the file's name. */
    record Named<T>(String jar, String name, T value) {}

    /** What is in a jar; problems are for a person and begin with the file's name. */
    record Content<T>(List<Named<T>> found, List<String> problems) {}

    /** Never fails: what can't be used is a problem. The class loader stays open for what was found. */
    static <T> Content<T> read(Path file, Seam<T> seam) {
        String jar = file.getFileName().toString();
        List<String> problems = new ArrayList<>();
        List<Named<T>> found = new ArrayList<>();
        try {
            if (!lists(file, seam)) {
                return new Content<>(found, problems);
            }
            URLClassLoader loader =
                    new URLClassLoader(jar, new URL[] {file.toUri().toURL()}, PluginJar.class.getClassLoader());
            load(loader, jar, seam, found, problems);
            if (found.isEmpty()) {
                loader.close();
            }
        } catch (IOException e) {
            problems.add(jar + " is not a readable jar: " + e.getMessage());
        }
        return new Content<>(found, problems);
    }

    /** The class loader would take a file that is no jar for an empty one. */
    private static boolean lists(Path file, Seam<?> seam) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getEntry(seam.services()) != null;
        }
    }

    private static <T> void load(
            URLClassLoader loader, String jar, Seam<T> seam, List<Named<T>> found, List<String> problems) {
        Iterator<ServiceLoader.Provider<T>> providers =
                ServiceLoader.load(seam.type(), loader).stream().iterator();
        boolean more = true;
        while (more && problems.size() < PROBLEMS_MAX) {
            try {
                more = providers.hasNext();
                if (more) {
                    ServiceLoader.Provider<T> provider = providers.next();
                    if (provider.type().getClassLoader() == loader) { // not the bridge's own once more
                        found.add(named(jar, seam, provider.get()));
                    }
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                problems.add(jar + ": " + describe(seam, e));
            }
        }
    }

    private static <T> Named<T> named(String jar, Seam<T> seam, T value) {
        String name = seam.name().apply(value);
        if (name == null) {
            throw new IllegalStateException(value.getClass().getName() + " has no name");
        }
        return new Named<>(jar, name, value);
    }

    /** With its cause, where a constructor failed. */
    private static String describe(Seam<?> seam, Throwable failure) {
        String what = failure instanceof ServiceConfigurationError
                ? String.valueOf(failure.getMessage()).replace(seam.type().getName() + ": ", "")
                : failure.toString();
        return failure.getCause() == null ? what : what + ", by " + failure.getCause();
    }
}
