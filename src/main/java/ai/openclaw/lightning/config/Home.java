package ai.openclaw.lightning.config;

import ai.openclaw.lightning.config.setting.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one bridge: its settings, its database, its logs. Readable by its owner only. Immutable. */
public record Home(Path root) {

    /** What a person may have put into a home before its first start. */
    private static final Set<String> BEFORE_FIRST_START = Set.of("config.json", "plugins", "cache");

    /** What only a home has. */
    private static final Set<String> MARKERS = Set.of("storage", "bridge.lock");

    /** What a bridge, its commands and its service keep in a home. */
    private static final List<String> CONTENTS = List.of(
            "storage",
            "logs",
            "cache",
            "plugins",
            "service",
            "openclaw-plugin",
            "config.json",
            "decision.key",
            "team.key",
            "bridge.port",
            "bridge.lock");

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The flag, else LIGHTNING_HOME, else $OPENCLAW_STATE_DIR/lightning, else ~/.openclaw/lightning. Null: no flag. */
    public static Home locate(String flag, Map<String, String> environment) {
        if (flag != null) {
            return new Home(WorkingDirectory.path(flag));
        }
        String own = environment.getOrDefault("LIGHTNING_HOME", "");
        if (!own.isBlank()) {
            return new Home(WorkingDirectory.path(own));
        }
        String openclaw = environment.getOrDefault("OPENCLAW_STATE_DIR", "");
        Path parent =
                openclaw.isBlank() ? userFolder(environment).resolve(".openclaw") : WorkingDirectory.path(openclaw);
        return new Home(parent.resolve("lightning"));
    }

    /** What a shell, the launcher and OpenClaw call {@code ~}: HOME comes before what the system knows of the user. */
    public static Path userFolder(Map<String, String> environment) {
        String home = File.separatorChar == '/' ? environment.getOrDefault("HOME", "") : "";
        return home.startsWith("/") ? Path.of(home) : Path.of(System.getProperty("user.home"));
    }

    /** A path of the settings: relative ones are meant from here. */
    public Path resolve(String path) {
        return root.resolve(path);
    }

    /** The settings of this home; need not exist. */
    public Path configFile() {
        return root.resolve("config.json");
    }

    /** The database. */
    public Path database() {
        return storage().resolve("traces.db");
    }

    /** What came over OTLP and waits for the rest of its trace. */
    public Path openTracesFile() {
        return storage().resolve("open-traces.journal");
    }

    /** The time by which traces grow old. */
    public Path clockFile() {
        return storage().resolve("clock");
    }

    /** How often the helper was asked. */
    public Path helperFile() {
        return storage().resolve("helper.json");
    }

    /** One readable file for each suggestion. */
    public Path optimizations() {
        return storage().resolve("optimizations");
    }

    /** Daily figures. */
    public Path metrics() {
        return storage().resolve("metrics");
    }

    /** The log file's folder. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log, where one is kept. */
    public Path logFile() {
        return logs().resolve("bridge.log");
    }

    /** What can be made again: class data, the native library of SQLite. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** Jars of users. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** What decisions need to show. */
    public Path decisionKeyFile() {
        return root.resolve("decision.key");
    }

    /** Holds the port while a bridge runs. */
    public Path portFile() {
        return root.resolve("bridge.port");
    }

    Path lockFile() {
        return root.resolve("bridge.lock");
    }

    /** What is stored. */
    public Path storage() {
        return root.resolve("storage");
    }

    /**
     * Makes the folders and takes back from others the right to read what is in them. To be called with the lock held.
     *
     * @throws ConfigException when the folder belongs to something else or can't be written
     */
    void prepare() {
        try {
            for (Path directory : List.of(storage(), optimizations(), metrics(), logs(), cache())) {
                Permissions.directory(directory);
            }
            tightenFilesIn(root);
            tightenFilesIn(storage());
            tightenFilesIn(logs());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Makes an empty file that only the owner may read, or takes that right back from others. The database is to be
     * made so before SQLite opens it: SQLite gives {@code -wal} and {@code -shm} the mode of the file it finds.
     */
    public static void makeFile(Path file) throws IOException {
        Permissions.file(file);
    }

    /** Makes the root, unless it is a folder that was made for something else. */
    void claim() {
        try {
            if (Files.isDirectory(root) && !isHome()) {
                throw new ConfigException(root + ": is not empty and not a home of OpenClaw Lightning; "
                        + "choose another folder with --home or LIGHTNING_HOME");
            }
            Permissions.directory(root);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Deletes what a bridge keeps here, and the folder too if nothing else is in it. To be called when none runs.
     *
     * @return what is there and not a bridge's, and was left
     * @throws ConfigException when this is no home
     */
    public List<Path> delete() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        if (!isHome()) {
            throw new ConfigException(root + ": is not a home of OpenClaw Lightning, so nothing there was deleted");
        }
        for (String own : CONTENTS) {
            deleteTree(root.resolve(own));
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> foreign = entries.sorted().toList();
            if (foreign.isEmpty()) {
                Files.delete(root);
            }
            return foreign;
        }
    }

    /** Deletes a file, or a folder with all that is in it; a link, not where it leads. Nothing there is fine. */
    public static void deleteTree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    /** Writes a small file that only the owner may read; whoever reads meanwhile sees the old or the new one. */
    public static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Permissions.file(temporary);
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean isHome() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            List<String> names =
                    entries.map(entry -> entry.getFileName().toString()).toList();
            return BEFORE_FIRST_START.containsAll(names) || names.stream().anyMatch(MARKERS::contains);
        }
    }

    private static void tightenFilesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    Permissions.file(entry);
                }
            }
        }
    }

    private ConfigException unusable(IOException e) {
        return new ConfigException(root + ": the home can't be used: " + IoReason.of(e), e);
    }
}
