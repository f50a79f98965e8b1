package ai.openclaw.lightning.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Stores the progress of unfinished imports, each in a small file. If the imported file has changed, its import starts
 * over.
 */
public final class ResumePoints {

    private final Path folder;

    /** The folder is created when there is something to store. */
    public ResumePoints(Path folder) {
        this.folder = folder;
    }

    /** So many traces of the file, of which that is the last, are stored. */
    record Point(long traces, String lastTraceId) {}

    Optional<Point> of(Path source) throws IOException {
        Path file = file(source);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] fields = Files.readString(file).strip().split(" ", 2);
        try {
            return fields.length == 2 ? Optional.of(new Point(Long.parseLong(fields[0]), fields[1])) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    void set(Path source, Point point) throws IOException {
        Path file = file(source);
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, (point.traces() + " " + point.lastTraceId() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    void clear(Path source) throws IOException {
        Files.deleteIfExists(file(source));
    }

    private Path file(Path source) throws IOException {
        String name = ImportedTraceId.of(
                source.toAbsolutePath().normalize().toString(),
                Long.toString(Files.size(source)),
                Files.getLastModifiedTime(source).toString());
        return folder.resolve(name);
    }
}
