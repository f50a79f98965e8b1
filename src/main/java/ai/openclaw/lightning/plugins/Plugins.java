package ai.openclaw.lightning.plugins;

import ai.openclaw.lightning.config.DidYouMean;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds implementations by name through {@link ServiceLoader}: first among the bridge's own, which nobody can take the
 * name of, then in the jars of a folder. Jars are opened only when a name is none of the bridge's, so that one that
 * nobody asks for can't cost or break a start.
 */
public final class Plugins {

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private static final int JARS_MAX = 100;

    private final Path folder;

    /** @param folder need not exist */
    public Plugins(Path folder) {
        this.folder = folder;
    }

    /**
     * The implementation of that name, new.
     *
     * @throws ConfigException when there is none or more than one; says which there are and what is wrong with jars
     */
    public <T> T find(Seam<T> seam, String wanted) {
        List<String> known = new ArrayList<>();
        for (T own : ServiceLoader.load(seam.type(), Plugins.class.getClassLoader())) {
            String name = seam.name().apply(own);
            if (name.equals(wanted)) {
                return own;
            }
            known.add(name);
        }
        List<PluginJar.Named<T>> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : jars(problems)) {
            PluginJar.Content<T> content = PluginJar.read(file, seam);
            problems.addAll(content.problems());
            for (PluginJar.Named<T> one : content.found()) {
                known.add(one.name());
                if (one.name().equals(wanted)) {
                    found.add(one);
                }
            }
        }
        problems.forEach(problem -> LOG.warn("plugins: {}", problem));
        if (found.size() > 1) {
            throw new ConfigException(seam.setting() + ": \"" + wanted + "\" is in " + jarsOf(found) + " of " + folder
                    + "; remove all but one");
        }
        if (found.isEmpty()) {
            throw new ConfigException(unknown(seam, wanted, known, problems));
        }
        LOG.info(
                "the {} \"{}\" comes from {}", seam.noun(), wanted, found.get(0).jar());
        return found.get(0).value();
    }

    /** In the order of their names, so that every start is alike. */
    private List<Path> jars(List<String> problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Optional<String> distrust = new PluginTrust(folder, PluginTrust.processUser()).problem();
        if (distrust.isPresent()) {
            problems.add("no plugin is loaded: " + distrust.get());
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(JARS_MAX + 1)
                    .toList();
            if (jars.size() > JARS_MAX) {
                problems.add("only the first " + JARS_MAX + " jars of " + folder + " are read");
            }
            return jars.subList(0, Math.min(jars.size(), JARS_MAX));
        } catch (IOException e) {
            problems.add(folder + " can't be read: " + IoReason.of(e));
            return List.of();
        }
    }

    private static String jarsOf(List<? extends PluginJar.Named<?>> found) {
        return found.stream().map(PluginJar.Named::jar).collect(Collectors.joining(" and "));
    }

    private String unknown(Seam<?> seam, String wanted, List<String> known, List<String> problems) {
        String meant = DidYouMean.to(wanted, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; put its jar into " + folder + " (docs/extending.md), or choose another one.");
        String broken = problems.isEmpty() ? "" : " Skipped: " + String.join("; ", problems) + ".";
        return seam.setting() + ": there is no " + seam.noun() + " \"" + wanted + "\"" + meant + " Available: "
                + String.join(", ", known) + "." + broken;
    }
}
